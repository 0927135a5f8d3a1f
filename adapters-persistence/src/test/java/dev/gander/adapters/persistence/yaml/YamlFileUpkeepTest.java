package dev.gander.adapters.persistence.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.config.SettingsFile;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.SettingsFileContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlFileUpkeepTest implements SettingsFileContract {
  @TempDir Path folder;
  private Path file;
  private SettingsFile upkeep;

  @BeforeEach
  void open() {
    file = folder.resolve("config/config.yaml");
    upkeep =
        new YamlFileUpkeep(
            file, folder.resolve("init-config.yaml"), SettableClock.at("2026-03-04T10:11:12Z"));
  }

  @Override
  public SettingsFile file() {
    return upkeep;
  }

  @Override
  public void say(JsonObject content) {
    write(file, JsonText.write(content));
  }

  @Override
  public void breakIt() {
    write(file, "precious: [1, 2\n");
  }

  @Override
  public void offerTemplate(JsonObject content) {
    write(folder.resolve("init-config.yaml"), JsonText.write(content));
  }

  @Test
  void whatWasLastWrittenComesBackWithItsComments() throws IOException {
    write(file, "# mine\na: 1\n");
    YamlFile.withBackups(file).edit(content -> content.with("b", Json.of(2)));
    breakIt();

    assertEquals(List.of("a", "b"), upkeep.recover().keys());

    assertEquals("# mine\na: 1\nb: 2\n", Files.readString(file));
  }

  @Test
  void brokenTextIsKeptUnderANameOfItsOwnEachTime() throws IOException {
    breakIt();
    Path first = upkeep.recover().broken();
    breakIt();
    Path second = upkeep.recover().broken();

    assertEquals(file.resolveSibling("config.yaml.corrupt-20260304T101112Z"), first);
    assertEquals(file.resolveSibling("config.yaml.corrupt-20260304T101112Z-1"), second);
    assertEquals("precious: [1, 2\n", Files.readString(first));
    assertEquals("precious: [1, 2\n", Files.readString(second));
  }

  @Test
  void problemHasItsPlaceAndNothingOfTheText() {
    write(file, "key: sk-secret\nother: \"sk-secret\n");

    assertEquals(
        new SettingsFile.Condition.Broken("found unexpected end of stream at line 3 column 1"),
        upkeep.condition());
  }

  @Test
  void listIsAValidFileWithoutSettings() {
    YamlFile.withBackups(file).edit(_ -> TWO_KEYS);
    write(file, "- a\n");

    assertEquals(new SettingsFile.Condition.Good(), upkeep.condition());
    assertThrows(StorageException.class, () -> upkeep.backUp());
    assertEquals(List.of("b", "a"), upkeep.recover().keys());
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

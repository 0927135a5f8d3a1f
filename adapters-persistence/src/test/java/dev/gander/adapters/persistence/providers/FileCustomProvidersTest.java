package dev.gander.adapters.persistence.providers;

import static dev.gander.testkit.store.CustomProvidersContract.named;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.provider.declared.CustomProviders;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.store.CustomProvidersContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileCustomProvidersTest implements CustomProvidersContract {
  @TempDir Path root;
  private Path folder;
  private CustomProviders custom;

  @BeforeEach
  void open() {
    folder = root.resolve("config/custom_providers");
    custom = new FileCustomProviders(folder, Set.of("openai", "other"));
  }

  @Override
  public CustomProviders custom() {
    return custom;
  }

  @Test
  void lookingAndRefusingMakeNoFolder() {
    assertEquals(List.of(), custom.all());
    assertFalse(custom.remove("x"));
    assertTrue(custom.change("x", same -> same).isEmpty());

    assertFalse(Files.exists(root.resolve("config")));
  }

  @Test
  void fileIsPrettyAndForItsOwnerOnly() throws IOException {
    custom.add("x", CustomProvidersContract::named);

    Path file = folder.resolve("x.json");
    assertEquals(JsonText.pretty(named("x").toJson()), Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void changesByHandAreSeen() throws IOException {
    assertEquals(List.of(), custom.all());
    write("hand", named("hand"));
    assertEquals(List.of(named("hand")), custom.all());
    write("hand", named("other_name"));
    assertEquals("other_name", custom.find("hand").orElseThrow().name());
    Files.delete(folder.resolve("hand.json"));
    assertEquals(List.of(), custom.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name": 1            | line 1 column
          {"name": 1}           | name: invalid type
          []                    | invalid type: sequence
          ''                    | broken
          """)
  void aBrokenFileSpoilsOnlyItself(String content, String problem) throws IOException {
    custom.add("good", CustomProvidersContract::named);
    Files.writeString(folder.resolve("bad.json"), content);

    assertEquals(List.of(named("good")), custom.all());
    for (var use :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> custom.find("bad"), () -> custom.change("bad", same -> same))) {
      var failure = assertThrows(StorageException.class, use);
      assertTrue(failure.text().contains(problem), failure.text());
    }
    assertEquals(content, Files.readString(folder.resolve("bad.json")));
    assertEquals("bad_1", custom.add("bad", CustomProvidersContract::named).name());
    assertTrue(custom.remove("bad"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'name': 'bad', 'engine': 'openai', 'display_name': 'B', 'base_url': 'http://localhost',"
            + " 'models': [], 'headers': 'Bearer sk-hunter2'}",
        "{'name': 'bad', 'engine': 'sk-hunter2', 'display_name': 'B', 'base_url': 'http://localhost',"
            + " 'models': []}",
        "{'name': 'bad', 'engine': ['sk-hunter2']}",
        "{'name': 'bad', 'api_key_env': hunter2}"
      })
  void whatABrokenFileHoldsIsNotQuoted(String content) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve("bad.json"), content.replace('\'', '"'));

    var failure = assertThrows(StorageException.class, () -> custom.find("bad"));

    assertTrue(failure.text().contains("bad.json is broken"), failure.text());
    assertFalse(failure.text().contains("hunter2"), failure.text());
  }

  @Test
  void anEngineThatIsNotInstalledIsMissed() throws IOException {
    Files.createDirectories(folder);
    String text = JsonText.pretty(named("bad").toJson().with("engine", Json.of("nobodys")));
    Files.writeString(folder.resolve("bad.json"), text);

    var failure = assertThrows(StorageException.class, () -> custom.find("bad"));

    assertTrue(
        failure.text().endsWith("engine: unknown variant, expected one of `openai`, `other`"),
        failure.text());
    assertEquals(List.of(), custom.all());
  }

  @Test
  void whatIsNoDeclarationIsLeftAlone() throws IOException {
    Files.createDirectories(folder.resolve("folder.json"));
    Files.writeString(folder.resolve("notes.txt"), "x");
    Files.writeString(folder.resolve("huge.json"), " ".repeat(10 * 1024 * 1024) + "{}");

    assertEquals(List.of(), custom.all());
  }

  @Test
  void aFolderThatCannotBeMadeIsAnErrorThatTellsItsPlace() throws IOException {
    Files.createDirectories(root.resolve("config"));
    Files.writeString(folder, "a file");

    var failure =
        assertThrows(StorageException.class, () -> custom.add("x", CustomProvidersContract::named));
    assertTrue(failure.text().contains("custom_providers"), failure.text());
    assertEquals(List.of(), custom.all());
  }

  private void write(String id, ProviderDeclaration declaration) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(id + ".json"), JsonText.pretty(declaration.toJson()));
  }
}

package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.persistence.files.LockFile;
import dev.gander.adapters.persistence.yaml.YamlFile;
import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One `config.yaml` that several roots have a symbolic link to.
class LinkedSettingsTest {
  private static final int WRITES = 30;

  @TempDir Path folder;
  private Path target;

  @BeforeEach
  void make() throws IOException {
    target = Files.createDirectories(folder.resolve("dotfiles")).resolve("settings.yaml");
    Files.writeString(target, "A: 1\n");
    link("one", Path.of("../dotfiles/settings.yaml"));
    link("two", Path.of("../one/config.yaml"));
  }

  private void link(String root, Path to) throws IOException {
    Files.createSymbolicLink(
        Files.createDirectories(folder.resolve(root)).resolve("config.yaml"), to);
  }

  @Test
  void writersWithDifferentLinksLoseNothing() throws InterruptedException {
    Thread first = Thread.ofPlatform().start(() -> write("one"));
    Thread second = Thread.ofPlatform().start(() -> write("two"));
    first.join();
    second.join();

    assertEquals(2 * WRITES + 1, settings("one").all().members().size());
    assertEquals(settings("one").all(), settings("two").all());
  }

  @ParameterizedTest
  @ValueSource(strings = {"one/config.yaml", "two/config.yaml", "dotfiles/settings.yaml"})
  void lockIsThereForThoseWhoKnowTheFileByAnotherName(String name) throws IOException {
    YamlFile.lockOf(folder.resolve("two/config.yaml"))
        .hold(
            () -> {
              LockFile other = LockFile.beside(folder.resolve(name), Duration.ofMillis(50));
              return assertThrows(IOException.class, () -> other.hold(() -> name));
            });
  }

  @Test
  void programThatLooksBesideTheLinkSeesTheLockToo() throws IOException {
    LockFile plain = new LockFile(folder.resolve("two/config.yaml.lock"), Duration.ofMillis(50));
    YamlFile.lockOf(folder.resolve("two/config.yaml"))
        .hold(() -> assertThrows(IOException.class, () -> plain.hold(() -> "")));
  }

  private void write(String root) {
    Settings settings = settings(root);
    for (int i = 0; i < WRITES; i++) {
      settings.put(root + i, Json.of(i));
    }
  }

  private Settings settings(String root) {
    return new YamlSettings(Map.of(), List.of(), folder.resolve(root + "/config.yaml"));
  }
}

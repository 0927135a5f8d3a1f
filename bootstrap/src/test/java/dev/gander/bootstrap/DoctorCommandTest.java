package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.TypedCommands.Told;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path folder;
  private TypedCommands commands;

  @BeforeEach
  void onAHealthyFolder() throws IOException {
    commands = new TypedCommands(folder);
    commands.variables.put("GOOSE_DISABLE_KEYRING", "true");
    commands.variables.put("GOOSE_PROVIDER", "scripted");
    commands.variables.put("GOOSE_MODEL", "scripted");
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      commands.variables.put("GOOSE_PORT", String.valueOf(free.getLocalPort()));
    }
    Files.createDirectories(folder.resolve("config"));
  }

  private void settings(String text) throws IOException {
    Files.writeString(folder.resolve("config/config.yaml"), text);
  }

  private void assertWrong(String subject, String remedy) {
    Told told = commands.run("doctor");
    assertEquals(1, told.exit(), told::out);
    assertTrue(told.out().contains("XX " + subject + ": "), told.out());
    assertTrue(told.out().contains(remedy), told.out());
  }

  @Test
  void nothingIsWrongHere() {
    Told told = commands.run("doctor");

    assertEquals(0, told.exit(), told::out);
    assertFalse(told.out().contains("XX"), told.out());
    assertFalse(Files.exists(folder.resolve("data")), "looking changes nothing");
  }

  @Test
  void scriptsGetJson() {
    Told told = commands.run("doctor", "--json");

    JsonObject found = (JsonObject) JsonText.parse(told.out());
    assertEquals(Json.of(true), found.get("good"));
    assertTrue(found.array("findings").orElseThrow().items().size() >= 8, told.out());
  }

  @Test
  void noProviderIsWrong() {
    commands.variables.remove("GOOSE_PROVIDER");
    assertWrong("provider", "goosed config set GOOSE_PROVIDER");
  }

  @Test
  void aProviderWithoutItsKeyIsWrong() {
    commands.variables.put("GOOSE_PROVIDER", "anthropic");
    assertWrong("provider", "--secret");
  }

  @Test
  void brokenSettingsHideNothingElse() throws IOException {
    settings("a: [\n");
    assertWrong("settings", "Mend that line");
    assertTrue(commands.run("doctor").out().contains("port: "));
  }

  @Test
  void anExtensionWithoutItsProgramIsWrong() throws IOException {
    settings(
        """
        extensions:
          x: {type: stdio, name: x, cmd: no-such-program, args: [], enabled: true}
          y: {type: stdio, name: y, cmd: another-absent-one, args: [], enabled: false}
        """);
    assertWrong("extension", "GOOSE_SEARCH_PATHS");
    assertFalse(commands.run("doctor").out().contains("another-absent-one"));
  }

  @Test
  void anExtensionWhoseProgramMayNotBeRunIsWrong() throws IOException {
    settings(
        """
        extensions:
          x: {type: stdio, name: x, cmd: %s, args: [], enabled: true}
        """
            .formatted(folder));
    assertWrong("extension", "Make it executable");
  }

  @Test
  void aDamagedDatabaseIsWrong() throws IOException {
    Files.createDirectories(folder.resolve("data/sessions"));
    Files.writeString(folder.resolve("data/sessions/sessions.db"), "no database ".repeat(1000));
    assertWrong("database", "goosed restore");
  }

  @Test
  void aPortThatSomebodyElseHasIsWrong() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      commands.variables.put("GOOSE_PORT", String.valueOf(taken.getLocalPort()));
      assertWrong("port", "goosed serve --port");
    }
    commands.variables.put("GOOSE_PORT", "many");
    assertWrong("port", "65535");
  }

  @Test
  void secretsThatOthersCanReadAreWrong() throws IOException {
    Path secrets = Files.writeString(folder.resolve("config/secrets.yaml"), "A: b\n");
    Files.setPosixFilePermissions(secrets, PosixFilePermissions.fromString("rw-r--r--"));
    assertWrong("secrets", "chmod 600");
  }

  @Test
  void aFolderThatIsAFileIsWrong() throws IOException {
    Files.writeString(folder.resolve("data"), "");
    assertWrong("data folder", "GOOSE_PATH_ROOT");
  }
}

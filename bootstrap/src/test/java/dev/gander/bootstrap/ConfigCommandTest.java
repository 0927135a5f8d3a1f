package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.TypedCommands.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCommandTest {
  private static final String SECRET = "sk-4f8Qz0pLwX71vNc2";

  @TempDir Path folder;
  private TypedCommands commands;

  @BeforeEach
  void onAnEmptyFolder() {
    commands = new TypedCommands(folder);
    commands.variables.put("GOOSE_DISABLE_KEYRING", "true");
  }

  @ParameterizedTest
  @CsvSource({"GOOSE_MODE, chat", "GOOSE_MAX_TURNS, 17", "GOOSE_X, true", "GOOSE_Y, 007"})
  void whatIsSetIsRead(String key, String value) {
    assertEquals(0, commands.run("config", "set", key, value).exit());
    assertEquals(value + "\n", commands.run("config", "get", key).out());
    assertTrue(commands.run("config", "list").out().contains(key + "=" + value + "\n"));
    assertEquals(0, commands.run("config", "unset", key).exit());
    assertEquals(1, commands.run("config", "get", key).exit());
  }

  @Test
  void numbersAreNumbersInTheFile() throws IOException {
    commands.run("config", "set", "GOOSE_MAX_TURNS", "17");
    commands.run("config", "set", "GOOSE_LIST", "--json", "[1, \"a\"]");

    String file = Files.readString(folder.resolve("config/config.yaml"));
    assertTrue(file.contains("GOOSE_MAX_TURNS: 17\n"), file);
    assertEquals(
        "[1,\"a\"]", commands.run("config", "get", "GOOSE_LIST").out().replaceAll("\\s", ""));
  }

  @Test
  void aSecretIsStoredAndNeverShown() {
    Told set = commands.runWith(SECRET + "\n", "config", "set", "--secret", "OPENAI_API_KEY");
    assertEquals(0, set.exit(), set::err);

    Told shown = commands.run("config", "get", "OPENAI_API_KEY");

    assertEquals(0, shown.exit());
    assertEquals("", shown.out());
    assertTrue(shown.err().contains("is a secret"), shown.err());
    assertFalse((set + shown.err() + commands.run("config", "list")).contains(SECRET));
    assertEquals(0, commands.run("config", "unset", "--secret", "OPENAI_API_KEY").exit());
    assertEquals(1, commands.run("config", "get", "OPENAI_API_KEY").exit());
  }

  @Test
  void aSecretOfAnyNameIsNotShown() {
    commands.runWith(SECRET, "config", "set", "--secret", "PLAIN_NAME");

    assertFalse(commands.run("config", "get", "PLAIN_NAME").toString().contains(SECRET));
  }

  @Test
  void secretsAmongTheSettingsAreMasked() throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Files.writeString(
        folder.resolve("config/config.yaml"),
        """
        MY_TOKEN: %1$s
        PLACE: https://me:%1$s@host/
        extensions:
          x:
            type: stdio
            name: x
            cmd: x
            args: ["--token=%1$s"]
            enabled: true
            envs: {ANYTHING: %1$s}
        """
            .formatted(SECRET));

    for (String[] command :
        new String[][] {
          {"config", "list"},
          {"config", "list", "--json"},
          {"config", "get", "MY_TOKEN"},
          {"config", "get", "PLACE"},
          {"config", "get", "extensions"},
          {"doctor"},
          {"doctor", "--json"}
        }) {
      Told told = commands.run(command);
      assertFalse(told.toString().contains(SECRET), () -> String.join(" ", command) + told);
    }
  }

  @Test
  void aSecretOfTheEnvironmentIsNotShownEither() {
    commands.variables.put("OPENAI_API_KEY", SECRET);

    assertFalse(commands.run("config", "get", "OPENAI_API_KEY").toString().contains(SECRET));
  }

  @ParameterizedTest
  @CsvSource({
    "config set --secret K v, pipe it",
    "config set MY_API_KEY v, --secret",
    "config set K --json {, no JSON",
    "config set K, is missing",
    "config set, <KEY>",
    "config get, <KEY>",
    "config list all, 'all'"
  })
  void mistakesChangeNothing(String arguments, String problem) {
    Told told = commands.run(arguments.split(" "));

    assertEquals(2, told.exit());
    assertTrue(told.err().contains(problem), told.err());
    assertFalse(Files.exists(folder.resolve("config/config.yaml")));
  }

  @Test
  void aBrokenFileIsNotOverwritten() throws IOException {
    Files.createDirectories(folder.resolve("config"));
    Path file = Files.writeString(folder.resolve("config/config.yaml"), "a: [\n");

    Told told = commands.run("config", "set", "K", "v");

    assertEquals(1, told.exit());
    assertTrue(told.err().startsWith("Error: "), told.err());
    assertEquals("a: [\n", Files.readString(file));
  }
}

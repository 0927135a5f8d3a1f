package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.TypedCommands.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiagnoseCommandTest {
  private static final String OF_ENVIRONMENT = "env4f8Qz0pLwX71vNc2";
  private static final String STORED = "stored9TgB5rYhN8mKd3";
  private static final String OF_EXTENSION = "ext7ReWq2sDf6GhJk4z";
  private static final String IN_ADDRESS = "addr1QaZ3wSx5EdC7rF";
  private static final String IN_SETTINGS = "set8UjM6yHn4BgT2vFr";
  private static final String KEPT_KEY = "0123456789abcdef".repeat(4);
  private static final List<String> SECRETS =
      List.of(OF_ENVIRONMENT, STORED, OF_EXTENSION, IN_ADDRESS, IN_SETTINGS, KEPT_KEY);

  @TempDir Path folder;
  private TypedCommands commands;

  @BeforeEach
  void plantSecrets() throws IOException {
    commands = new TypedCommands(folder);
    commands.variables.put("GOOSE_DISABLE_KEYRING", "true");
    commands.variables.put("OPENAI_API_KEY", OF_ENVIRONMENT);
    commands.variables.put("GOOSE_PROVIDER", "openai");
    write("config/secrets.yaml", "MY_OWN: " + STORED + "\n");
    write("state/gander/secret_key", KEPT_KEY + "\n");
    write(
        "config/config.yaml",
        """
        SOME_TOKEN: %s
        PLACE: https://me:%s@host.example/
        extensions:
          x: {type: stdio, name: x, cmd: absent, args: [], enabled: true, envs: {ANY: %s}}
        """
            .formatted(IN_SETTINGS, IN_ADDRESS, OF_EXTENSION));
    write(
        "state/logs/server/2026-03-04/20260304_101112-goosed.log",
        String.join("\n", SECRETS.subList(0, 3)) + "\nkey " + KEPT_KEY + "\nthe last line\n");
    write("state/logs/llm_request.0.jsonl", "{\"said\": \"a private matter\"}\n");
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (var zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        texts.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return texts;
  }

  @Test
  void theBundleHelpsAndTellsNoSecrets() throws IOException {
    Path file = folder.resolve("bundle.zip");

    Told told = commands.run("diagnose", "-o", file.toString());

    assertEquals(new Told(0, file + "\n", ""), told);
    Map<String, String> texts = read(file);
    assertTrue(texts.get("doctor.json").contains("there is no program absent"), texts::toString);
    assertTrue(texts.get("versions.json").contains("\"GOOSE_PROVIDER\""), texts::toString);
    assertTrue(texts.toString().contains("the last line"), texts::toString);
    assertTrue(texts.toString().contains("host.example"), texts::toString);
    for (String secret : SECRETS) {
      texts.forEach((name, text) -> assertFalse(text.contains(secret), () -> name + "\n" + text));
    }
    assertFalse(texts.toString().contains("a private matter"), texts::toString);
  }

  @Test
  void anotherFileIsNotReplaced() throws IOException {
    write("bundle.zip", "mine");

    Told told = commands.run("diagnose", "-o", folder.resolve("bundle.zip").toString());

    assertEquals(1, told.exit());
    assertEquals("mine", Files.readString(folder.resolve("bundle.zip")));
  }

  @Test
  void withoutANameItIsInTheCurrentFolder() throws IOException {
    Told told = commands.run("diagnose");

    Path file = Path.of(told.out().strip());
    assertEquals(folder, file.getParent());
    assertTrue(read(file).containsKey("versions.json"));
  }
}

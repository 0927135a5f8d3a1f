package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The real goose 1.52 and Gander on the same settings, while both run.
class GooseSettingsIT {
  private static final String EXTENSION =
      """
      {"extension": {"type": "mcp", "name": "of goose", "description": "d",
         "server": {"name": "of goose", "command": "run", "args": ["a: b"], "env": []}},
       "enabled": true}""";
  private static final String PROVIDER =
      """
      {"providerId": "openai", "fields": [
        {"key": "OPENAI_API_KEY", "value": "sk-of-goose-0123456789"},
        {"key": "OPENAI_HOST", "value": "http://of-goose"}]}""";

  @TempDir Path root;

  @BeforeEach
  void prepare() throws IOException, InterruptedException {
    RealGoose.require();
  }

  @Test
  void eachReadsWhatTheOtherWrote() throws Exception {
    RealGoose goose = new RealGoose(root, Map.of());
    try (ImageServer gander = ImageServer.start(root, Map.of())) {
      upsert(gander, "WORDS", "\"- x: {y} # z\"", false);
      upsert(gander, "NUMBER_AS_TEXT", "\"007\"", false);
      upsert(gander, "MAP", "{\"a\": [1, null, true]}", false);
      upsert(gander, "OF_GANDER", "\"sk-of-gander-0123456789\"", true);

      String info = goose.info();
      assertTrue(info.contains("WORDS: '- x: {y} # z'"), info);
      assertTrue(info.contains("NUMBER_AS_TEXT: '007'"), info);

      try (GooseServer server = goose.serve()) {
        server.ask("", "_goose/unstable/config/extensions/add", json(EXTENSION));
        server.ask("", "_goose/unstable/providers/config/save", json(PROVIDER));
      }

      assertEquals("\"http://of-goose\"", read(gander, "OPENAI_HOST", false));
      assertEquals(
          "{\"maskedValue\":\"sk-of-go**************\"}", read(gander, "OPENAI_API_KEY", true));
      assertEquals(
          "{\"maskedValue\":\"sk-of-ga***************\"}", read(gander, "OF_GANDER", true));
      assertEquals("\"- x: {y} # z\"", read(gander, "WORDS", false));
      assertEquals("\"007\"", read(gander, "NUMBER_AS_TEXT", false));
      assertEquals("{\"a\":[1,null,true]}", read(gander, "MAP", false));
      JsonObject extension =
          gander
              .get("/config")
              .object("config")
              .orElseThrow()
              .object("extensions")
              .orElseThrow()
              .object("ofgoose")
              .orElseThrow();
      assertEquals("of goose", extension.text("name").orElseThrow());

      upsert(gander, "LAST", "1", false);
      assertTrue(goose.info().contains("LAST: 1"));
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(root.resolve("config/secrets.yaml"))));
    }
  }

  private static JsonObject json(String text) {
    return (JsonObject) JsonText.parse(text);
  }

  private static void upsert(ImageServer gander, String key, String value, boolean secret)
      throws IOException, InterruptedException {
    send(
        gander,
        "upsert",
        "{\"key\": \"%s\", \"value\": %s, \"is_secret\": %s}".formatted(key, value, secret));
  }

  private static String read(ImageServer gander, String key, boolean secret)
      throws IOException, InterruptedException {
    return send(gander, "read", "{\"key\": \"%s\", \"is_secret\": %s}".formatted(key, secret));
  }

  private static String send(ImageServer gander, String operation, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = gander.send("POST", "/config/" + operation, body);
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }
}

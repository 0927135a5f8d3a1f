package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An extension prints all that it was given, in several forms, and fails. Looks at every place
/// that its words may come to.
class EchoedSecretsIT {
  private static final String GIVEN = "pa/ss+w0rd-given";
  private static final String NAMED = "t0ken-that-is-named";

  @TempDir Path root;

  @Test
  void whatAFailingExtensionSaysIsToldEverywhereWithoutItsSecrets() throws Exception {
    try (ImageServer server = ImageServer.start(root, Map.of("MY_TOKEN", NAMED))) {
      String id = JsonFields.of(server.post("/agent/start", start())).text("id");

      String resumed =
          whole(
              server.send(
                  "POST",
                  "/agent/resume",
                  "{\"session_id\": \"" + id + "\"," + " \"load_model_and_extensions\": true}"),
              200);
      assertDiscreet(resumed.substring(resumed.indexOf("extension_results")));
      String added =
          whole(
              server.send(
                  "POST",
                  "/agent/add_extension",
                  "{\"session_id\": \"" + id + "\", \"config\": " + telling() + "}"),
              424);
      assertDiscreet(added);
      assertDiscreet(whole(server.send("GET", "/diagnostics/" + id + "?level=full", ""), 200));
      assertDiscreet(ImageServer.log(root.resolve("state")));
      assertTrue(
          whole(server.send("GET", "/sessions/" + id + "/extensions", ""), 200).contains(GIVEN),
          "what a client asks for it gets");
    }
  }

  @Test
  void onlyTheOwnerCanReadTheLogs() throws Exception {
    try (ImageServer _ = ImageServer.start(root, Map.of())) {
      Path logs = root.resolve("state/logs");
      try (Stream<Path> files = Files.walk(logs)) {
        for (Path file : files.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          assertEquals(Files.isDirectory(file) ? "rwx------" : "rw-------", mode, file.toString());
        }
      }
      assertTrue(Files.exists(logs.resolve("server")));
    }
  }

  private static void assertDiscreet(String text) {
    assertTrue(text.contains("I was given"), text);
    assertTrue(text.contains("***"), text);
    for (String part : List.of("w0rd", "t0ken", "cGEvc3Mr", "dDBrZW4t")) {
      assertFalse(text.contains(part), part + " in " + text);
    }
  }

  private static String whole(HttpResponse<String> answer, int status) {
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body();
  }

  private String start() throws IOException {
    return "{\"working_dir\": \"" + root + "\", \"extension_overrides\": [" + telling() + "]}";
  }

  private String telling() throws IOException {
    Path script = root.resolve("telling");
    Files.writeString(
        script,
        """
        #!/bin/sh
        echo "I was given $LEVEL and $MY_TOKEN" >&2
        printf %s "$LEVEL" | base64 >&2
        printf %s "user:$MY_TOKEN" | base64 >&2
        echo "encoded: pa%2Fss%2Bw0rd-given, pa%2fss%2bw0rd-given" >&2
        echo '{"escaped": "pa\\/ss+w0rd-given"}' >&2
        exit 1
        """);
    assertTrue(script.toFile().setExecutable(true));
    JsonObject config =
        JsonObject.builder()
            .put("type", "stdio")
            .put("name", "telling")
            .put("description", "")
            .put("cmd", script.toString())
            .put("args", JsonText.parse("[]"))
            .put("envs", JsonObject.of("LEVEL", Json.of(GIVEN)))
            .put("env_keys", JsonText.parse("[\"MY_TOKEN\"]"))
            .build();
    return JsonText.write(config);
  }
}

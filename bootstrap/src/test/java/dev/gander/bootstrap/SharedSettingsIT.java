package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hundred clients and two other programs write to one settings file, and none loses a write of
/// another.
class SharedSettingsIT {
  private static final int CLIENTS = 100;
  private static final int OF_OTHERS = 25;

  /// Adds a line for each key, as a program of another make would: a new file in the old one's
  /// place, under the lock that we take.
  private static final String SCRIPT =
      """
      for i in $(seq %d); do
        flock config.yaml.lock sh -c \
          'cp config.yaml script.tmp && echo "SCRIPT_$0: $0" >>script.tmp && mv script.tmp config.yaml' \
          $i || exit 1
      done"""
          .formatted(OF_OTHERS);

  @TempDir Path root;

  @Test
  void everyAcknowledgedWriteIsInTheFile() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/flock")), "needs flock of util-linux");
    Path config = Files.createDirectories(root.resolve("config"));
    Files.writeString(config.resolve("config.yaml"), "# mine\nFIRST: 0\n");
    try (ImageServer server = ImageServer.start(root, Map.of());
        ImageServer other = ImageServer.start(root, Map.of());
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> writers = new ArrayList<>();
      writers.add(() -> runScript(config));
      writers.add(
          () -> {
            for (int i = 1; i <= OF_OTHERS; i++) {
              upsert(other, "OTHER_" + i, i);
            }
            return null;
          });
      IntStream.rangeClosed(1, CLIENTS)
          .forEach(i -> writers.add(() -> upsert(server, "CLIENT_" + i, i)));

      for (Future<Void> done : threads.invokeAll(writers)) {
        done.get();
      }

      assertEquals(expected(), settingsOf(server));
      assertEquals(expected(), settingsOf(other));
      assertEquals("# mine", Files.readAllLines(config.resolve("config.yaml")).getFirst());
    }
  }

  private static Void runScript(Path config) throws IOException, InterruptedException {
    Process script =
        new ProcessBuilder("bash", "-c", SCRIPT)
            .directory(config.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.DISCARD)
            .start();
    assertEquals(0, script.waitFor());
    return null;
  }

  private static Void upsert(ImageServer server, String key, int value)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send(
            "POST",
            "/config/upsert",
            "{\"key\": \"%s\", \"value\": %d, \"is_secret\": false}".formatted(key, value));
    assertEquals(200, answer.statusCode(), answer.body());
    return null;
  }

  private static JsonObject expected() {
    JsonObject.Builder all = JsonObject.builder().put("FIRST", 0);
    IntStream.rangeClosed(1, CLIENTS).forEach(i -> all.put("CLIENT_" + i, i));
    IntStream.rangeClosed(1, OF_OTHERS)
        .forEach(i -> all.put("OTHER_" + i, i).put("SCRIPT_" + i, i));
    return all.build();
  }

  /// Without what the server adds to the file's.
  private static JsonObject settingsOf(ImageServer server)
      throws IOException, InterruptedException {
    Json config = JsonFields.of(server.get("/config")).required("config", json -> json);
    JsonObject.Builder own = JsonObject.builder();
    JsonFields.asObject(config)
        .members()
        .forEach(
            (key, value) -> {
              if (!key.equals("extensions") && !key.startsWith("GOOSE_")) {
                own.put(key, value);
              }
            });
    return own.build();
  }
}

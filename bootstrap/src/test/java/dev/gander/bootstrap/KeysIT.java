package dev.gander.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two keys share a server of the image: made on the command line, used, and revoked while it runs.
class KeysIT {
  @TempDir Path root;
  private final HttpClient client = HttpClient.newHttpClient();

  private record Ended(int code, String out, String err) {}

  private Ended goosed(String... arguments) throws Exception {
    Process process =
        ImageServer.process(
            root,
            Map.of(),
            Stream.concat(
                    Stream.of(NodeTools.IMAGE.resolve("bin/goosed").toString()),
                    Stream.of(arguments))
                .toList());
    var err = CompletableFuture.supplyAsync(() -> text(process.errorReader().lines()));
    String out = text(process.inputReader().lines());
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    return new Ended(process.exitValue(), out, err.get());
  }

  private static String text(Stream<String> lines) {
    return String.join("\n", lines.toList());
  }

  private String secret(String... arguments) throws Exception {
    Ended ended = goosed(arguments);
    assertEquals(0, ended.code(), ended::err);
    assertTrue(ended.out().matches("gk_[A-Za-z0-9_-]{43}"), ended::out);
    return ended.out();
  }

  private HttpResponse<String> send(
      ImageServer server, String key, String method, String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("x-secret-key", key)
            .header("content-type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private int status(ImageServer server, String key, String path) throws Exception {
    return send(server, key, "GET", path, "").statusCode();
  }

  @Test
  void twoKeysShareAServerAndSeeNothingOfEachOther() throws Exception {
    String anna = secret("keys", "add", "anna", "--scopes", "read,chat");
    String bert;
    String session;
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      bert = secret("keys", "add", "bert", "--scopes", "read,chat", "--expires", "1d");
      HttpResponse<String> started =
          send(server, anna, "POST", "/agent/start", "{\"working_dir\":\"" + root + "\"}");
      session = JsonFields.of(JsonText.parse(started.body())).text("id");
      send(
          server,
          anna,
          "POST",
          "/agent/resume",
          "{\"session_id\":\"" + session + "\",\"load_model_and_extensions\":true}");
      String reply =
          send(
                  server,
                  anna,
                  "POST",
                  "/reply",
                  """
                  {"session_id":"%s","user_message":{"role":"user","created":1,
                   "content":[{"type":"text","text":"top secret swordfish"}],
                   "metadata":{"userVisible":true,"agentVisible":true}}}"""
                      .formatted(session))
              .body();
      assertTrue(reply.contains("Finish"), reply);
      assertIsAnnas(server, session, anna, bert);
      assertEquals(403, status(server, anna, "/config"));
      assertEquals(403, status(server, anna, "/gander/v1/keys"));
      kill(server.pid());
    }
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      assertIsAnnas(server, session, anna, bert);
      String later = secret("keys", "rotate", "anna", "--overlap", "1h");
      assertIsAnnas(server, session, anna, bert);
      assertIsAnnas(server, session, later, bert);

      var stream =
          client.sendAsync(
              HttpRequest.newBuilder(
                      URI.create(server.address() + "/sessions/" + session + "/events"))
                  .header("authorization", "Bearer " + later)
                  .build(),
              BodyHandlers.ofLines());
      Stream<String> lines = stream.get(1, TimeUnit.MINUTES).body();
      assertEquals(0, goosed("keys", "revoke", "anna").code());

      lines.forEach(_ -> {});
      assertEquals(401, status(server, anna, "/sessions"));
      assertEquals(401, status(server, later, "/sessions"));
      assertEquals(200, status(server, bert, "/sessions"));
      assertEquals(200, status(server, "key", "/sessions/" + session));
    }
    assertTrue(goosed("keys", "list").out().contains("read,chat  bert"));
    assertTheLogIsWhole(anna, bert);
  }

  private void assertIsAnnas(ImageServer server, String session, String anna, String bert)
      throws Exception {
    assertEquals(200, status(server, anna, "/sessions/" + session));
    assertTrue(send(server, anna, "GET", "/sessions", "").body().contains(session));
    assertEquals(404, status(server, bert, "/sessions/" + session));
    assertEquals("{\"sessions\":[]}", send(server, bert, "GET", "/sessions", "").body());
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor();
  }

  private void assertTheLogIsWhole(String... secrets) throws Exception {
    Ended verified = goosed("audit", "verify");
    assertEquals(0, verified.code(), verified::err);
    assertTrue(verified.out().startsWith("Entries 1 to "), verified::out);
    Path log = root.resolve("data/gander/audit.jsonl");
    String text = Files.readString(log);
    for (String operation :
        List.of(
            "keys add", "keys rotate", "keys revoke", "start_agent", "reply", "session_events")) {
      assertTrue(text.contains("\"operation\":\"" + operation + "\""), operation);
    }
    assertFalse(text.contains("swordfish"), text);
    assertNowhere(secrets);

    Files.writeString(
        log, text.replaceFirst("\"operation\":\"reply\"", "\"operation\":\"status\""));
    Ended changed = goosed("audit", "verify");
    assertEquals(1, changed.code());
    assertTrue(changed.err().contains("the audit log was changed: "), changed::err);
  }

  private void assertNowhere(String... secrets) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), ISO_8859_1);
        for (String secret : secrets) {
          assertFalse(
              text.contains(new String(secret.getBytes(UTF_8), ISO_8859_1)), file::toString);
        }
      }
    }
  }

  @Test
  void mistakesOnTheCommandLineAreExplained() throws Exception {
    Ended misuse = goosed("keys", "add", "bot", "--scopes", "fly");
    assertEquals(2, misuse.code());
    assertTrue(misuse.err().contains("'fly' is no scope"), misuse::err);
    assertTrue(misuse.err().contains("Usage: goosed keys"), misuse::err);

    Ended unknown = goosed("keys", "revoke", "nobody");
    assertEquals(1, unknown.code());
    assertTrue(unknown.err().contains("Error: Key not found: nobody"), unknown::err);
  }
}

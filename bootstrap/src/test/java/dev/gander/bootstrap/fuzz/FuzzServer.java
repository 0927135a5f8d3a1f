package dev.gander.bootstrap.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.options.ClientLimits;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.bootstrap.Environment;
import dev.gander.bootstrap.GanderServer;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The whole server on a folder of its own, with the scripted model.
final class FuzzServer implements AutoCloseable {
  /// An answer as it came over the socket.
  record RawAnswer(int status, String body) {}

  private static final String KEY = "k";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Path folder;
  private final GanderServer gander;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Connection database;

  FuzzServer() {
    try {
      folder = Files.createTempDirectory("gander-fuzz");
      var variables =
          Map.of(
              "GOOSE_PATH_ROOT", folder.toString(),
              "GOOSE_PROVIDER", "scripted",
              "GOOSE_MODEL", "scripted",
              "GOOSE_DISABLE_SESSION_NAMING", "true");
      GoosePaths paths = GoosePaths.of(variables, "linux", folder);
      gander =
          GanderServer.start(
              new Environment(
                  variables, paths, "linux", "6", "amd64", folder, folder, null, Clock.systemUTC()),
              new HttpOptions(
                  "127.0.0.1",
                  0,
                  KEY,
                  null,
                  Set.of(),
                  Duration.ofMillis(500),
                  ClientLimits.forDescriptors(8192).withPatience(PATIENCE)));
      assertEquals(200, get("/sessions").statusCode());
      database = DriverManager.getConnection("jdbc:sqlite:" + paths.sessionDatabase());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)));
  }

  HttpResponse<String> post(String path, String json) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  HttpResponse<String> importing(String text) {
    return post("/sessions/import", JsonText.write(JsonObject.of("json", Json.of(text))));
  }

  /// The text of an export, as clients save it.
  String export(String session) {
    return JsonFields.asText(JsonText.parse(expect(200, get("/sessions/" + session + "/export"))));
  }

  /// A new session without extensions.
  String session() {
    String body = "{\"working_dir\":\"/\",\"extension_overrides\":[]}";
    return object(expect(200, post("/agent/start", body))).text("id").orElseThrow();
  }

  static JsonObject object(String json) {
    return JsonFields.asObject(JsonText.parse(json));
  }

  static String expect(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    return answer.body();
  }

  /// A request line and a header as somebody typed them; the whole answer.
  RawAnswer raw(String target, String header) {
    return raw(target, header + "\r\nConnection: close", "");
  }

  /// As [#raw], of an answer that does not end, up to this text.
  RawAnswer stream(String target, String header, String until) {
    return raw(target, header, until);
  }

  private RawAnswer raw(String target, String header, String until) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gander.uri().getPort())) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nX-Secret-Key: " + KEY + "\r\n";
      socket.getOutputStream().write((request + header + "\r\n\r\n").getBytes(ISO_8859_1));
      String answer = read(socket.getInputStream(), until);
      return new RawAnswer(Integer.parseInt(answer.substring(9, 12)), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(InputStream in, String until) throws IOException {
    StringBuilder answer = new StringBuilder();
    byte[] part = new byte[4096];
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (int n = in.read(part); n >= 0 && System.nanoTime() < end; n = in.read(part)) {
      answer.append(new String(part, 0, n, UTF_8));
      boolean refused = !answer.substring(9, Math.min(12, answer.length())).equals("200");
      if (!until.isEmpty() && (refused || answer.indexOf(until) >= 0)) {
        break;
      }
    }
    return answer.toString();
  }

  /// An answer says what is wrong, and nothing of how it was found out.
  static void assertProper(int status, String body, Set<Integer> allowed) {
    assertTrue(allowed.contains(status), () -> status + " " + body);
    for (String inside : List.of("Exception", "\tat ", "dev.gander", "java.", "SQLITE", "jdbc")) {
      assertFalse(body.contains(inside), body);
    }
  }

  /// A turn that came to its end.
  static void assertAnswered(HttpResponse<String> answer) {
    String events = expect(200, answer).strip();
    assertProper(200, events, Set.of(200));
    String last = events.substring(events.lastIndexOf("data: "));
    assertTrue(last.contains("\"type\":\"Finish\"") || last.contains("\"type\":\"Error\""), events);
  }

  /// Rows of sessions and of messages.
  List<Integer> rows() {
    try (Statement query = database.createStatement();
        ResultSet row =
            query.executeQuery(
                "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM messages)")) {
      return List.of(row.getInt(1), row.getInt(2));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.header("x-secret-key", KEY).timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private URI uri(String path) {
    return gander.uri().resolve(path);
  }

  @Override
  public void close() {
    try {
      database.close();
      client.shutdownNow();
      gander.close();
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}

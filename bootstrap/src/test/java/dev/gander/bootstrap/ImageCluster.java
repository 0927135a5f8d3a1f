package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// Images that share a new database, each with a folder of its own, and clients that follow
/// sessions.
final class ImageCluster implements AutoCloseable {
  private static final String SCHEMA = "currentSchema=";

  /// Short enough to wait for its end, and longer than a busy machine lets a server stand still.
  private static final String LEASE_SECONDS = "6";

  private final Path root;
  private final PostgresServer postgres = PostgresServer.shared();
  private final String address = postgres.freshAddress();
  private final List<ImageServer> servers = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ImageCluster(Path root) {
    this.root = root;
  }

  /// @param more variables
  ImageServer start(String name, Map<String, String> more) throws IOException {
    Map<String, String> variables =
        new HashMap<>(Map.of("GANDER_DATABASE", address, "GANDER_LEASE_SECONDS", LEASE_SECONDS));
    variables.putAll(more);
    ImageServer server = ImageServer.start(Files.createDirectories(root.resolve(name)), variables);
    servers.add(server);
    return server;
  }

  /// Changes what the servers share.
  void sql(String statements) {
    var _ = postgres.sql(address.substring(address.indexOf(SCHEMA) + SCHEMA.length()), statements);
  }

  ExecutorService threads() {
    return threads;
  }

  Follower follow(ImageServer server, String session, long last) {
    Follower follower = new Follower();
    threads.execute(() -> follower.follow(server.fresh(), session, last));
    return follower;
  }

  /// A client that follows a session.
  static final class Follower {
    final List<Long> numbers = new CopyOnWriteArrayList<>();
    final List<String> events = new CopyOnWriteArrayList<>();
    final List<Long> times = new CopyOnWriteArrayList<>();
    private volatile boolean isThere;

    private void follow(ImageServer server, String session, long last) {
      long number = 0;
      try (Stream<String> lines = server.events(session, last)) {
        for (String line : (Iterable<String>) lines::iterator) {
          isThere = true;
          if (line.startsWith("id: ")) {
            number = Long.parseLong(line.substring("id: ".length()));
          } else if (line.startsWith("data: ") && number > 0) {
            numbers.add(number);
            times.add(System.nanoTime());
            events.add(line);
          }
        }
      } catch (UncheckedIOException _) {
        // The server has ended.
      }
    }

    /// Whoever comes when a turn has ended does not hear of it.
    void awaitBegin() throws InterruptedException {
      Eventually.holds(() -> isThere);
    }

    boolean hasHeard(String text) {
      return events.stream().anyMatch(event -> event.contains(text));
    }

    void await(String text) throws InterruptedException {
      Eventually.holds(() -> hasHeard(text));
    }

    /// The bare id will not do: `c1` is a part of many a UUID.
    void awaitCall(String id) throws InterruptedException {
      await("\"id\":\"%s\"".formatted(id));
    }

    /// How many turns have ended.
    long finishes() {
      return events.stream().filter(event -> event.contains("\"type\":\"Finish\"")).count();
    }

    boolean isOver(String request) {
      return events.stream()
          .anyMatch(
              event -> event.contains("\"type\":\"Finish\"") && event.contains(finish(request)));
    }
  }

  static void say(ImageServer server, String session, String request, String text)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send("POST", "/sessions/" + session + "/reply", turn(request, text));
    assertEquals(200, answer.statusCode(), answer::body);
  }

  /// The body of a request for a turn.
  static String turn(String request, String text) {
    return """
        {"request_id": "%s", "user_message": {"role": "user", "created": %d,
          "content": [{"type": "text", "text": %s}],
          "metadata": {"userVisible": true, "agentVisible": true}}}"""
        .formatted(uuid(request), System.currentTimeMillis() / 1000, JsonText.write(Json.of(text)));
  }

  /// Clients name turns by UUIDs.
  static String uuid(String request) {
    return UUID.nameUUIDFromBytes(request.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String finish(String request) {
    return "\"chat_request_id\":\"" + uuid(request) + "\"";
  }

  @Override
  public void close() {
    servers.forEach(ImageServer::close);
    threads.close(); // Followers end with their servers.
  }
}

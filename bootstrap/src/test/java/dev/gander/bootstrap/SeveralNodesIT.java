package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two images with one database: what happens on one is followed, answered and ended on the other.
@Timeout(300)
class SeveralNodesIT {
  private static final String LONG = "!rate 50\n!tokens 6000";

  @TempDir Path root;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private PostgresServer postgres;
  private String address;
  private ImageServer one;
  private ImageServer two;

  @BeforeEach
  void start() throws Exception {
    postgres = PostgresServer.shared();
    address = postgres.freshAddress();
  }

  private void start(String mode) throws IOException {
    one = start("one", mode);
    two = start("two", mode);
  }

  private ImageServer start(String name, String mode) throws IOException {
    return ImageServer.start(
        Files.createDirectories(root.resolve(name)),
        Map.of(
            "GANDER_DATABASE",
            address,
            "GANDER_LEASE_SECONDS",
            "3",
            "GANDER_NODE_NAME",
            name,
            "GANDER_NODE_LABELS",
            "at=" + name,
            "GOOSE_MODE",
            mode));
  }

  @AfterEach
  void end() {
    one.close();
    two.close();
    threads.close(); // Followers end with their servers.
  }

  /// A client that follows a session.
  private final class Follower {
    private final List<Long> numbers = new CopyOnWriteArrayList<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<Long> times = new CopyOnWriteArrayList<>();

    Follower(ImageServer server, String session, long last) {
      threads.execute(() -> follow(server.fresh(), session, last));
    }

    private void follow(ImageServer server, String session, long last) {
      long number = 0;
      try (Stream<String> lines = server.events(session, last)) {
        for (String line : (Iterable<String>) lines::iterator) {
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

    boolean hasHeard(String text) {
      return events.stream().anyMatch(event -> event.contains(text));
    }

    void await(String text) throws InterruptedException {
      Eventually.holds(() -> hasHeard(text));
    }
  }

  private static void say(ImageServer server, String session, String request, String text)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send("POST", "/sessions/" + session + "/reply", turn(request, text));
    assertEquals(200, answer.statusCode(), answer::body);
  }

  private static String turn(String request, String text) {
    return """
        {"request_id": "%s", "user_message": {"role": "user", "created": %d,
          "content": [{"type": "text", "text": %s}],
          "metadata": {"userVisible": true, "agentVisible": true}}}"""
        .formatted(uuid(request), System.currentTimeMillis() / 1000, JsonText.write(Json.of(text)));
  }

  /// Clients name turns by UUIDs.
  private static String uuid(String request) {
    return UUID.nameUUIDFromBytes(request.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static String finish(String request) {
    return "\"chat_request_id\":\"" + uuid(request) + "\"";
  }

  private static boolean isOver(Follower follower, String request) {
    return follower.events.stream()
        .anyMatch(
            event -> event.contains("\"type\":\"Finish\"") && event.contains(finish(request)));
  }

  @Test
  void aTurnIsFollowedAndApprovedOnAnotherNode() throws Exception {
    start("approve");
    String id = one.newSession(root);
    say(one, id, "first", "!say hello");
    two.resume(id);
    Follower here = new Follower(one, id, 0);
    Follower there = new Follower(two, id, 0);
    here.await("hello");
    there.await("hello");

    try (Stream<JsonObject> events =
        one.fresh()
            .reply(
                id,
                """
                !say let me see
                !call c1 shell {"command": "echo x >> once.txt"}
                ---
                !say done""")) {
      Future<List<JsonObject>> owner = threads.submit(() -> events.toList());
      there.await("toolConfirmation");
      String answer =
          "{\"id\": \"c1\", \"action\": \"allow_once\", \"sessionId\": \"%s\"}".formatted(id);
      HttpResponse<String> answered =
          two.send("POST", "/action-required/tool-confirmation", answer);
      assertEquals(200, answered.statusCode(), answered::body);

      List<JsonObject> told = owner.get();
      assertEquals("Finish", JsonFields.of(told.getLast()).text("type"));
      there.await("done");
    }

    assertEquals(List.of("x"), Files.readAllLines(root.resolve("once.txt")));
    Eventually.holds(() -> here.numbers.equals(there.numbers));
    assertEquals(here.events, there.events);
    // Whoever comes back at the other node gets the rest, with the same numbers.
    long middle = here.numbers.get(here.numbers.size() / 2);
    Follower late = new Follower(two, id, middle);
    List<Long> rest = here.numbers.stream().filter(number -> number > middle).toList();
    Eventually.holds(() -> late.numbers.equals(rest));
  }

  @Test
  void aTurnIsRefusedSteeredAndCancelledFromAnotherNode() throws Exception {
    start("auto");
    String id = one.newSession(root);
    two.resume(id);
    Follower there = new Follower(two, id, 0);
    say(one, id, "long", LONG);
    Eventually.holds(() -> there.events.size() > 5);

    HttpResponse<String> refused =
        two.send("POST", "/sessions/" + id + "/reply", turn("other", "!say no"));
    assertTrue(refused.statusCode() >= 400, refused::body);
    two.send("POST", "/sessions/" + id + "/cancel", "{\"request_id\": \"" + uuid("long") + "\"}");

    Eventually.holds(() -> isOver(there, "long"));
    say(two, id, "next", "!say afterwards");
    there.await("afterwards");
    Eventually.holds(() -> isOver(there, "next"));
  }

  @Test
  void aTurnRunsOnlyWhereItsSessionWantsIt() throws Exception {
    start("auto");
    String id = one.newSession(root);
    String node = "/gander/v1/sessions/" + id + "/node";
    // Both give a first sign of life after their start.
    Eventually.holds(() -> one.send("GET", node, "").body().split("\"alive\":true").length == 3);

    HttpResponse<String> chosen = one.send("PUT", node, "{\"labels\": [\"at=two\"]}");
    HttpResponse<String> refused =
        one.send("POST", "/sessions/" + id + "/reply", turn("here", "!say here"));

    assertTrue(chosen.body().contains("\"name\":\"two\""), chosen.body());
    assertFalse(chosen.body().contains("\"name\":\"one\""), chosen.body());
    assertEquals(409, refused.statusCode(), refused.body());
    assertTrue(refused.body().contains("These can: two ("), refused.body());
    assertEquals("there", two.answer(id, "!say there"));
    assertEquals(400, one.send("PUT", node, "{\"labels\": [\"a b\"]}").statusCode());
  }

  @Test
  void whenANodeIsKilledItsSessionGoesOnAtAnother() throws Exception {
    start("auto");
    String id = one.newSession(root);
    two.resume(id);
    Follower there = new Follower(two, id, 0);
    say(one, id, "lost", "!call c1 shell {\"command\": \"sleep 300\"}\n---\n!say never");
    there.await("c1");

    one.kill();
    long killed = System.nanoTime();
    assertEquals("on", two.answer(id, "!say on"));
    System.err.printf(
        "the next turn after a kill, with leases of 3 s: %.1f s%n",
        (System.nanoTime() - killed) / 1e9);

    Eventually.holds(() -> isOver(there, "lost"));
    assertTrue(there.hasHeard("ended suddenly"), () -> there.events.toString());
    assertTrue(stored(id).contains("sudden end"), () -> stored(id));
  }

  @Test
  void aNodeThatStoodStillStoresNothingAndEndsItsTools() throws Exception {
    start("auto");
    String id = one.newSession(root);
    two.resume(id);
    say(
        one,
        id,
        "asleep",
        "!call c1 shell {\"command\": \"sleep 8; echo x >> late.txt\"}\n---\n!say late");
    Follower there = new Follower(two, id, 0);
    there.await("c1");

    signal(one, "-STOP");
    try {
      assertEquals("on", two.answer(id, "!say on"));
    } finally {
      signal(one, "-CONT");
    }

    // It answers again, and shows what the other has stored.
    Eventually.holds(() -> JsonText.write(one.get("/sessions/" + id)).contains("!say on"));
    Eventually.holds(() -> two.answer(id, "!say more").equals("more"));
    assertFalse(there.hasHeard("\"text\":\"late\""), there.events::toString);
    assertFalse(stored(id).contains("\"late\""), () -> stored(id));
  }

  private String stored(String id) {
    try {
      return JsonText.write(two.get("/sessions/" + id));
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void signal(ImageServer server, String signal) throws Exception {
    assertEquals(
        0, new ProcessBuilder("kill", signal, String.valueOf(server.pid())).start().waitFor());
  }

  @Test
  void eventsReachAnotherNodeSoon() throws Exception {
    start("auto");
    String id = one.newSession(root);
    two.resume(id);
    say(one, id, "warm", "!rate 200\n!tokens 300");
    Follower there = new Follower(two, id, 0);
    Eventually.holds(() -> isOver(there, "warm"));
    int before = there.events.size();
    List<Double> delays = new ArrayList<>();

    List<Long> times = new ArrayList<>();
    try (Stream<JsonObject> events = one.fresh().reply(id, "!rate 100\n!tokens 500")) {
      events
          .filter(event -> event.text("type").filter("Message"::equals).isPresent())
          .forEach(_ -> times.add(System.nanoTime()));
    }
    Eventually.holds(
        () ->
            there.events.stream()
                    .skip(before)
                    .filter(event -> event.contains("\"type\":\"Message\""))
                    .count()
                >= times.size());

    List<Long> arrived = new ArrayList<>();
    for (int i = before; i < there.events.size(); i++) {
      if (there.events.get(i).contains("\"type\":\"Message\"")) {
        arrived.add(there.times.get(i));
      }
    }
    for (int i = 0; i < times.size(); i++) {
      delays.add((arrived.get(arrived.size() - times.size() + i) - times.get(i)) / 1e6);
    }
    delays.sort(null);
    System.err.printf(
        "an event reaches another node after the owner has it: p50 %.1f ms, p99 %.1f ms (%d)%n",
        delays.get(delays.size() / 2), delays.get(delays.size() * 99 / 100), delays.size());
  }
}

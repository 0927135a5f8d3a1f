package dev.gander.bootstrap;

import static dev.gander.bootstrap.ImageCluster.say;
import static dev.gander.bootstrap.ImageCluster.turn;
import static dev.gander.bootstrap.ImageCluster.uuid;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.ImageCluster.Follower;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.schedule.ScheduleRun.Outcome;
import dev.gander.domain.schedule.ScheduleRunJson;
import dev.gander.domain.session.SessionId;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two images with one database: what happens on one is followed, answered and ended on the other.
@Timeout(300)
class SeveralNodesIT {
  private static final String LONG = "!rate 50\n!tokens 6000";

  @TempDir Path root;
  private ImageCluster nodes;
  private ImageServer one;
  private ImageServer two;

  private void start(String mode) throws IOException {
    nodes = new ImageCluster(root);
    one = start("one", mode);
    two = start("two", mode);
  }

  private ImageServer start(String name, String mode) throws IOException {
    return nodes.start(
        name,
        Map.of("GOOSE_MODE", mode, "GANDER_NODE_NAME", name, "GANDER_NODE_LABELS", "at=" + name));
  }

  @AfterEach
  void end() {
    nodes.close();
  }

  @Test
  void aTurnIsFollowedAndApprovedOnAnotherNode() throws Exception {
    start("approve");
    String id = one.newSession(root);
    Follower here = nodes.follow(one, id, 0);
    Follower there = nodes.follow(two, id, 0);
    here.awaitBegin();
    there.awaitBegin();
    say(one, id, "first", "!say hello");
    two.resume(id);
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
      Future<List<JsonObject>> owner = nodes.threads().submit(() -> events.toList());
      there.await("toolConfirmation");
      // As if a third node had died with the answer of somebody in its hands.
      nodes.sql("UPDATE turn_question SET claimer = 'dead'");
      String answer =
          "{\"id\": \"c1\", \"action\": \"allow_once\", \"sessionId\": \"%s\"}".formatted(id);
      HttpResponse<String> answered =
          two.send("POST", "/action-required/tool-confirmation", answer);
      assertEquals(200, answered.statusCode(), answered::body);

      // A `Ping` may come at any time as long as the stream is open.
      List<String> told =
          owner.get().stream()
              .map(event -> JsonFields.of(event).text("type"))
              .filter(type -> !type.equals("Ping"))
              .toList();
      assertEquals("Finish", told.getLast());
      there.await("done");
    }

    assertEquals(List.of("x"), Files.readAllLines(root.resolve("once.txt")));
    // That of the first turn, and that of this one.
    Eventually.holds(() -> here.finishes() == 2 && there.finishes() == 2);
    Eventually.holds(() -> here.numbers.equals(there.numbers) && here.events.equals(there.events));
    // Whoever comes back at the other node gets the rest, with the same numbers.
    long middle = here.numbers.get(here.numbers.size() / 2);
    Follower late = nodes.follow(two, id, middle);
    Eventually.holds(
        () ->
            late.numbers.equals(here.numbers.stream().filter(number -> number > middle).toList()));
  }

  @Test
  void aTurnIsRefusedSteeredAndCancelledFromAnotherNode() throws Exception {
    start("auto");
    String id = one.newSession(root);
    two.resume(id);
    Follower there = nodes.follow(two, id, 0);
    say(one, id, "long", LONG);
    Eventually.holds(() -> there.events.size() > 5);

    HttpResponse<String> refused =
        two.send("POST", "/sessions/" + id + "/reply", turn("other", "!say no"));
    assertTrue(refused.statusCode() >= 400, refused::body);
    two.send("POST", "/sessions/" + id + "/cancel", "{\"request_id\": \"" + uuid("long") + "\"}");

    Eventually.holds(() -> there.isOver("long"));
    say(two, id, "next", "!say afterwards");
    there.await("afterwards");
    Eventually.holds(() -> there.isOver("next"));
  }

  @Test
  void anExtensionJoinsTheTurnOfAnotherNode() throws Exception {
    start("auto");
    String id = one.newSession(root);
    two.resume(id);
    Follower there = nodes.follow(two, id, 0);
    say(
        one,
        id,
        "long",
        """
        !call c1 shell {"command": "until [ -e go ]; do sleep 0.05; done"}
        ---
        !call c2 todo__todo_write {"content": "of the other node"}
        ---
        !call c3 shell {"command": "until [ -e gone ]; do sleep 0.05; done"}
        ---
        !call c4 todo__todo_write {"content": "too late"}
        ---
        !say finished""");
    there.awaitCall("c1");

    HttpResponse<String> wrong = add(two, id, "sse");
    assertEquals(400, wrong.statusCode(), wrong::body);
    HttpResponse<String> added = add(two, id, "platform");
    assertEquals(200, added.statusCode(), added::body);
    Files.createFile(root.resolve("go"));
    there.awaitCall("c3");
    String removal = "{\"session_id\": \"%s\", \"name\": \"todo\"}".formatted(id);
    assertEquals(200, two.send("POST", "/agent/remove_extension", removal).statusCode());
    Files.createFile(root.resolve("gone"));

    there.await("finished");
    String data = JsonText.write(two.get("/sessions/" + id).get("extension_data"));
    assertTrue(data.contains("of the other node"), data);
    assertFalse(data.contains("too late"), data);
    Eventually.holds(() -> there.isOver("long"));
    // Between turns the node that is asked does it.
    assertEquals(200, add(two, id, "platform").statusCode());
  }

  private static HttpResponse<String> add(ImageServer server, String session, String type)
      throws IOException, InterruptedException {
    return server.send(
        "POST",
        "/agent/add_extension",
        """
        {"session_id": "%s", "config": {"type": "%s", "name": "todo", "description": "",
          "uri": ""}}"""
            .formatted(session, type));
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
  void aRunIsWorkedOnWhereItsSessionWantsIt() throws Exception {
    start("auto");
    String id = one.newSession(root);
    String node = "/gander/v1/sessions/" + id + "/node";
    Eventually.holds(() -> one.send("GET", node, "").body().split("\"alive\":true").length == 3);
    HttpResponse<String> chosen = one.send("PUT", node, "{\"labels\": [\"at=two\"]}");
    assertTrue(chosen.body().contains("\"name\":\"two\""), chosen.body());

    JsonObject there = run(id);

    assertEquals("succeeded", JsonFields.of(there).text("state"), there::toString);
    one.put(node, "{\"labels\": [\"at=sea\"]}");
    JsonObject nowhere = run(id);
    assertEquals("failed", JsonFields.of(nowhere).text("state"), nowhere::toString);
    assertTrue(
        JsonFields.of(nowhere)
            .text("reason")
            .endsWith("which is not labelled at=sea. No server that is alive can"),
        nowhere::toString);
  }

  @Test
  void runsAndJobsAreForTheServersWithTheirLabels() throws Exception {
    start("auto");
    String job = "/gander/v1/schedules/there";
    one.post(
        "/schedule/create",
        """
        {"id": "there", "cron": "0 0 1 1 *",
         "recipe": {"title": "T", "description": "D", "prompt": "!say there", "extensions": []}}""");
    // Both give a first sign of life after their start.
    Eventually.holds(
        () -> one.send("GET", job + "/node", "").body().split("\"alive\":true").length == 3);

    JsonObject run =
        one.post(
            "/gander/v1/runs",
            "{\"prompt\": \"!say there\", \"labels\": [\"at=two\"], \"wait\": 120}");
    assertEquals("succeeded", JsonFields.of(run).text("state"), run::toString);
    assertIsOfTwo(JsonFields.of(run).text("session_id"));

    JsonObject chosen = one.put(job + "/node", "{\"labels\": [\"at=two\"]}");
    assertFalse(JsonText.write(chosen).contains("\"name\":\"one\""), chosen::toString);
    Eventually.holds(
        () -> {
          HttpResponse<String> refused = one.send("POST", "/schedule/there/run_now", "");
          assertEquals(409, refused.statusCode(), refused.body());
          return refused.body().contains("These can: two (");
        });

    one.put("/schedule/there", "{\"cron\": \"* * * * * *\"}");
    List<String> sessions = new ArrayList<>();
    Eventually.holds(
        () -> {
          sessions.addAll(sessionsOfTurns(one.get(job + "/runs")));
          return !sessions.isEmpty();
        });
    assertIsOfTwo(sessions.getFirst());
  }

  private static List<String> sessionsOfTurns(JsonObject history) {
    return history.array("runs").orElseThrow().items().stream()
        .map(ScheduleRunJson::read)
        .filter(run -> run.outcome() == Outcome.SUCCEEDED)
        .flatMap(run -> Stream.ofNullable(run.session()))
        .map(SessionId::value)
        .toList();
  }

  /// Without a folder of its own, a session has that of the server which made it.
  private void assertIsOfTwo(String session) throws IOException, InterruptedException {
    JsonObject place = one.get("/gander/v1/sessions/" + session + "/node");
    assertEquals(JsonArray.of(Json.of("at=two")), place.get("labels"));
    String folder = JsonFields.of(one.get("/sessions/" + session)).text("working_dir");
    assertTrue(folder.endsWith("/two"), folder);
  }

  private JsonObject run(String session) throws IOException, InterruptedException {
    return one.post(
        "/gander/v1/runs",
        "{\"prompt\": \"!say there\", \"session_id\": \"%s\", \"wait\": 120}".formatted(session));
  }

  @Test
  void whenANodeIsKilledItsSessionGoesOnAtAnother() throws Exception {
    start("auto");
    String id = one.newSession(root);
    two.resume(id);
    Follower there = nodes.follow(two, id, 0);
    say(one, id, "lost", "!call c1 shell {\"command\": \"sleep 300\"}\n---\n!say never");
    there.awaitCall("c1");

    one.kill();
    long killed = System.nanoTime();
    assertEquals("on", two.answer(id, "!say on"));
    System.err.printf(
        "the next turn after a kill, with leases of 6 s: %.1f s%n",
        (System.nanoTime() - killed) / 1e9);

    Eventually.holds(() -> there.isOver("lost"));
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
        "!call c1 shell {\"command\": \"sleep 60; echo x >> late.txt\"}\n---\n!say late");
    Follower there = nodes.follow(two, id, 0);
    there.awaitCall("c1");

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
    Follower there = nodes.follow(two, id, 0);
    Eventually.holds(() -> there.isOver("warm"));
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

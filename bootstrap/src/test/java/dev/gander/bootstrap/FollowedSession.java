package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A session that somebody talks in, follows, and approves calls of, across the deaths of its
/// servers.
final class FollowedSession {
  private final String id;
  private final Path folder;
  private final Random random;

  /// All events that the follower was ever told, in their order.
  private final List<Told> told = new CopyOnWriteArrayList<>();

  /// The turns whose message was accepted.
  private final List<String> accepted = new CopyOnWriteArrayList<>();

  /// How often each question was answered successfully.
  private final Map<String, Integer> answers = new HashMap<>();

  private int turns;
  private Thread reader = Thread.startVirtualThread(() -> {});

  /// @param number that of the event
  private record Told(long number, JsonObject event) {
    boolean isEndOf(String request) {
      return event.text("type").filter("Finish"::equals).isPresent()
          && event.text("chat_request_id").filter(request::equals).isPresent();
    }
  }

  private FollowedSession(String id, Path folder, long seed) {
    this.id = id;
    this.folder = folder;
    this.random = new Random(seed);
  }

  static FollowedSession start(ImageServer server, Path folder, long seed) throws Exception {
    var session = new FollowedSession(server.newSession(folder), folder, seed);
    session.follow(server);
    session.say(server, UUID.randomUUID().toString(), "!say hello");
    // Whoever never had an event has no number to come back with.
    Eventually.holds(() -> session.isOver(session.accepted.getFirst()));
    return session;
  }

  private void say(ImageServer server, String request, String text)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send("POST", "/sessions/" + id + "/reply", message(request, text));
    assertEquals(200, answer.statusCode(), answer::body);
    accepted.add(request);
  }

  int events() {
    return told.size();
  }

  /// Follows from where it was, until the server dies.
  private void follow(ImageServer server) throws InterruptedException {
    reader.join();
    long last = told.isEmpty() ? 0 : told.getLast().number();
    reader = Thread.startVirtualThread(() -> readAll(server, last));
  }

  private void readAll(ImageServer server, long last) {
    try (Stream<Told> events = read(server, last)) {
      events.forEach(told::add);
    } catch (UncheckedIOException _) {
      // The server is dead.
    }
  }

  private Stream<Told> read(ImageServer server, long last) {
    long[] number = {0};
    return server
        .fresh()
        .events(id, last)
        .flatMap(
            line -> {
              if (line.startsWith("id: ")) {
                number[0] = Long.parseLong(line.substring("id: ".length()));
              }
              return line.startsWith("data: ") && number[0] > 0 ? Stream.of(line) : Stream.empty();
            })
        .map(
            line ->
                new Told(
                    number[0],
                    JsonFields.asObject(JsonText.parse(line.substring("data: ".length())))));
  }

  /// After a restart: approves what is asked, until all turns have ended, and compares what clients
  /// show with what is stored. A turn asks twice if those before it were cut off before the model
  /// said anything: their scripts come first.
  void comeBack(ImageServer server) throws Exception {
    follow(server);
    approveAll(server);
    for (String request : accepted) {
      awaitEnd(server, request);
    }
    server.resume(id);
    check(server);
  }

  private void approveAll(ImageServer server) throws IOException, InterruptedException {
    for (JsonObject question : asked(server)) {
      assertEquals(200, approve(server, JsonFields.of(question).text("id")));
    }
  }

  private void awaitEnd(ImageServer server, String request) throws Exception {
    try {
      Eventually.holds(
          () -> {
            approveAll(server);
            return isOver(request);
          });
    } catch (AssertionError e) {
      throw new AssertionError(
          "session %s, turn %s has no end; asked: %s; told last: %s; stored: %s"
              .formatted(
                  id,
                  request,
                  asked(server),
                  told.isEmpty()
                      ? "nothing"
                      : told.subList(Math.max(0, told.size() - 3), told.size()),
                  server.get("/sessions/" + id).get("conversation")),
          e);
    }
  }

  private List<JsonObject> asked(ImageServer server) throws IOException, InterruptedException {
    return server
        .get("/gander/v1/approvals?limit=1000")
        .array("approvals")
        .orElseThrow()
        .items()
        .stream()
        .map(JsonFields::asObject)
        .filter(question -> question.text("session_id").filter(id::equals).isPresent())
        .toList();
  }

  private int approve(ImageServer server, String question)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        server.send("POST", "/gander/v1/approvals/" + question, "{\"action\": \"allow_once\"}");
    if (answer.statusCode() == 200) {
      answers.merge(question, 1, Integer::sum);
      assertEquals(1, answers.get(question), () -> question + " was answered twice");
    }
    return answer.statusCode();
  }

  /// Says something and perhaps approves what is asked, as far as the server lives.
  void talk(ImageServer server) throws Exception {
    String request = UUID.randomUUID().toString();
    int turn = turns++;
    try {
      say(server, request, script(turn));
      if (random.nextBoolean()) {
        Eventually.holds(() -> !asked(server).isEmpty() || isOver(request));
        for (JsonObject question : asked(server)) {
          var _ = approve(server, JsonFields.of(question).text("id"));
        }
      }
    } catch (IOException | UncheckedIOException _) {
      // The server is dead.
    }
  }

  private boolean isOver(String request) {
    return told.stream().anyMatch(event -> event.isEndOf(request));
  }

  private String script(int turn) {
    return switch (random.nextInt(3)) {
      case 0 -> "!rate 300\n!tokens 60";
      case 1 -> "!say quickly";
      default ->
          """
          !say let me see
          !call %s-%d shell {"command": "echo x >> %s-%d.txt"}
          ---
          !rate 300
          !tokens 20"""
              .formatted(id, turn, id, turn);
    };
  }

  private static String message(String request, String text) {
    return """
        {"request_id": "%s", "user_message": {"role": "user", "created": %d,
          "content": [{"type": "text", "text": %s}],
          "metadata": {"userVisible": true, "agentVisible": true}}}"""
        .formatted(request, System.currentTimeMillis() / 1000, JsonText.write(Json.of(text)));
  }

  private void check(ImageServer server) throws Exception {
    List<Told> all = List.copyOf(told);
    for (int i = 1; i < all.size(); i++) {
      assertTrue(all.get(i - 1).number() < all.get(i).number(), "an event came twice");
    }
    for (String request : accepted) {
      assertEquals(
          1, all.stream().filter(event -> event.isEndOf(request)).count(), "ends of " + request);
    }
    Json stored = JsonFields.of(server.get("/sessions/" + id)).required("conversation", it -> it);
    String expected = shown((JsonArray) stored);
    assertEquals(expected, shown(all), id);
    if (!all.isEmpty()) {
      int received = 1 + random.nextInt(all.size());
      assertEquals(
          expected, shown(late(server, all, received)), () -> id + " from event " + received);
    }
    checkCommands(expected);
  }

  /// What a client has that was away for longer, and comes back now.
  private List<Told> late(ImageServer server, List<Told> all, int received) {
    List<Told> events = new ArrayList<>(all.subList(0, received));
    long newest = all.getLast().number();
    if (events.getLast().number() < newest) {
      try (Stream<Told> rest = read(server, events.getLast().number())) {
        for (Told event : (Iterable<Told>) rest::iterator) {
          assertTrue(events.getLast().number() < event.number(), "an event came twice");
          events.add(event);
          if (event.number() == newest) {
            break;
          }
        }
      }
    }
    return events;
  }

  /// No call that was allowed ran twice, and none whose result is there did not run.
  private void checkCommands(String shown) throws IOException {
    for (int turn = 0; turn < turns; turn++) {
      Path file = folder.resolve("%s-%d.txt".formatted(id, turn));
      int runs = Files.exists(file) ? Files.readAllLines(file).size() : 0;
      assertTrue(runs <= 1, file + " was written " + runs + " times");
      String done = "[result %s-%d ok]".formatted(id, turn);
      assertTrue(!shown.contains(done) || runs == 1, () -> file + " was not written");
    }
  }

  /// What a client shows that was told these events.
  private static String shown(List<Told> events) {
    StringBuilder shown = new StringBuilder();
    for (Told event : events) {
      Optional<JsonArray> all = event.event().array("conversation");
      if (all.isPresent()) {
        shown = new StringBuilder(shown(all.get()));
      }
      show(event.event().object("message").orElse(JsonObject.EMPTY), shown);
    }
    return shown.toString();
  }

  private static String shown(JsonArray conversation) {
    StringBuilder shown = new StringBuilder();
    conversation.items().forEach(message -> show(JsonFields.asObject(message), shown));
    return shown.toString();
  }

  private static void show(JsonObject message, StringBuilder shown) {
    boolean isAssistant = message.text("role").filter("assistant"::equals).isPresent();
    for (Json item : message.array("content").orElse(JsonArray.EMPTY).items()) {
      JsonObject block = (JsonObject) item;
      switch (block.text("type").orElse("")) {
        case "text" -> shown.append(isAssistant ? block.text("text").orElse("") : "");
        case "toolRequest" ->
            shown.append("[call ").append(block.text("id").orElse("")).append("]");
        case "toolResponse" ->
            shown
                .append("[result ")
                .append(block.text("id").orElse(""))
                .append(JsonText.write(block).contains("\"isError\":false") ? " ok]" : " failed]");
        default -> {}
      }
    }
  }
}

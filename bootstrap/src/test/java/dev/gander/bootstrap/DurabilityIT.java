package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills the server in the middle of turns and looks at what is left.
class DurabilityIT {
  private static final int KILLS = 20;
  private static final int LONGEST_MILLIS = 900;

  private static final String TURN =
      """
      !rate 100
      !say NAME begins with some words
      !tool shell {"command": "echo one"}
      !tool shell {"command": "echo two"}
      ---
      !rate 100
      !say and goes on
      !tool write {"path": "file.txt", "content": "three"}
      ---
      !rate 100
      !tokens 30""";

  @TempDir Path root;
  private final Random random = new Random(20261125);

  @Test
  void whatWasToldIsThereAfterAKillAtAnyMoment() throws Exception {
    String session;
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      session = server.newSession(root);
    }
    for (int kill = 0; kill < KILLS; kill++) {
      String name = "turn" + kill;
      Told told = killed(session, name);
      try (ImageServer server = ImageServer.start(root, Map.of())) {
        check(conversation(server, session), told, name);
        assertTrue(finishes(server, session), "the turn after kill " + kill + " has an end");
        check(conversation(server, session), told, name);
      }
      assertEquals(List.of("ok"), sqlite("PRAGMA integrity_check"));
    }
  }

  /// What a client had been told before the server died.
  private record Told(boolean anything, boolean end, Set<String> answeredCalls) {}

  private Told killed(String session, String name) throws Exception {
    int delay = random.nextInt(LONGEST_MILLIS);
    List<JsonObject> events = new ArrayList<>();
    ImageServer server = ImageServer.start(root, Map.of());
    CountDownLatch begun = new CountDownLatch(1);
    Thread killer =
        Thread.startVirtualThread(
            () -> {
              try {
                begun.await();
                TimeUnit.MILLISECONDS.sleep(delay);
                server.kill();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    try (Stream<JsonObject> stream = server.reply(session, TURN.replace("NAME", name))) {
      begun.countDown();
      stream.forEach(events::add);
    } catch (UncheckedIOException | IOException _) {
      // The connection broke, as it should.
    }
    begun.countDown();
    killer.join();
    return told(events);
  }

  private static Told told(List<JsonObject> events) {
    Set<String> answered = new HashSet<>();
    boolean anything = false;
    boolean end = false;
    for (JsonObject event : events) {
      String type = JsonFields.of(event).text("type");
      end |= type.equals("Finish");
      if (type.equals("Message")) {
        anything = true;
        responses(message(event)).forEach(answered::add);
      }
    }
    return new Told(anything, end, answered);
  }

  private static Message message(JsonObject event) {
    return JsonFields.of(event).required("message", json -> MessageJson.read(json, Reading.STRICT));
  }

  private void check(List<Message> stored, Told told, String name) {
    boolean userSpoke = stored.stream().anyMatch(message -> message.text().contains(name));
    if (told.anything()) {
      assertTrue(userSpoke, name + ": the user's message was answered but is not stored");
    }
    Set<String> requests = new HashSet<>();
    Set<String> responses = new HashSet<>();
    for (Message message : stored) {
      message.toolRequests().forEach(request -> requests.add(request.id()));
      responses(message)
          .forEach(
              id -> {
                assertTrue(requests.contains(id), name + ": an answer before its request");
                responses.add(id);
              });
    }
    assertEquals(requests, responses, name + ": a request without an answer");
    assertTrue(
        responses.containsAll(told.answeredCalls()), name + ": an answer that was told is lost");
    if (told.end()) {
      assertEquals(3, told.answeredCalls().size(), name);
    }
  }

  private static Stream<String> responses(Message message) {
    return message.content().stream()
        .filter(Content.ToolResponse.class::isInstance)
        .map(block -> ((Content.ToolResponse) block).id());
  }

  private static List<Message> conversation(ImageServer server, String session)
      throws IOException, InterruptedException {
    Json conversation =
        JsonFields.of(server.get("/sessions/" + session)).required("conversation", json -> json);
    return MessageJson.readAll(conversation, Reading.STRICT);
  }

  private static boolean finishes(ImageServer server, String session)
      throws IOException, InterruptedException {
    try (Stream<JsonObject> events = server.reply(session, "!say all is well")) {
      return events.anyMatch(event -> JsonFields.of(event).text("type").equals("Finish"));
    }
  }

  private List<String> sqlite(String statement) throws IOException, InterruptedException {
    NodeTools.require();
    Process process =
        new ProcessBuilder(
                "sqlite3", root.resolve("data/sessions/sessions.db").toString(), statement)
            .redirectErrorStream(true)
            .start();
    try (Stream<String> lines = process.inputReader().lines()) {
      return lines.toList();
    } finally {
      process.waitFor();
    }
  }
}

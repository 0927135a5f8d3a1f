package dev.gander.bootstrap.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.bootstrap.Gander;
import dev.gander.bootstrap.GanderServer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.tool.Outcome;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeTurnsTest {
  @TempDir Path all;

  private static GanderServer server(Path home, URI model) throws IOException {
    return Gander.builder().home(home).variables(PracticeServer.settings(home, model)).start();
  }

  @Test
  void turnsAreStreamedInBothWaysAndCallTools() throws Exception {
    Files.writeString(all.resolve("AGENTS.md"), "Speak like a pirate.");
    try (PracticeFolder folder = PracticeFolder.make(all);
        PracticeModel model = PracticeModel.start();
        GanderServer server = server(folder.path(), model.uri());
        PracticeTurns turns = new PracticeTurns(server.uri(), server.key(), folder.path())) {
      for (int number = 0; number < 13; number++) {
        turns.turn(number);
      }

      List<String> sessions = sessions(server);
      assertEquals(2, sessions.size());
      List<Message> older = conversation(server, sessions.getLast());
      List<Message> newer = conversation(server, sessions.getFirst());
      assertEquals(10, answers(older));
      assertEquals(List.of(1, 6), turnsWithTool(older));
      assertEquals(3, answers(newer));
      assertEquals(List.of(1), turnsWithTool(newer));
      String asked = Files.readString(folder.path().resolve("state/logs/llm_request.0.jsonl"));
      assertTrue(asked.contains("Talk."), asked);
      assertFalse(asked.contains("pirate"), asked);
    }
  }

  @Test
  void aServerThatRefusesIsToldByTheRequest() throws Exception {
    try (PracticeFolder folder = PracticeFolder.make(all);
        PracticeModel model = PracticeModel.start();
        GanderServer server = server(folder.path(), model.uri());
        PracticeTurns turns = new PracticeTurns(server.uri(), "another key", folder.path())) {
      IOException refused = assertThrows(IOException.class, () -> turns.turn(0));

      assertEquals("GET /sessions answered 401", refused.getMessage());
    }
  }

  /// How many turns ended with what the model says.
  private static long answers(List<Message> conversation) {
    return conversation.stream().filter(it -> it.text().endsWith("word 19 ")).count();
  }

  /// The numbers of those in which the tool did what it was asked to.
  private static List<Integer> turnsWithTool(List<Message> conversation) {
    List<Integer> found = new ArrayList<>();
    int turn = -1;
    for (Message message : conversation) {
      if (message.text().equals("Talk.") || message.text().equals(PracticeModel.WITH_TOOL)) {
        turn++;
      }
      for (Content content : message.content()) {
        if (content instanceof Content.ToolResponse response) {
          assertTrue(response.result() instanceof Outcome.Success<?>, () -> "" + response);
          found.add(turn);
        }
      }
    }
    return found;
  }

  private static List<String> sessions(GanderServer server) throws Exception {
    return JsonFields.of(get(server, "/sessions"))
        .required("sessions", JsonFields.listOf(it -> it))
        .stream()
        .map(session -> JsonFields.of(session).text("id"))
        .toList();
  }

  private static List<Message> conversation(GanderServer server, String session) throws Exception {
    return JsonFields.of(get(server, "/sessions/" + session))
        .required("conversation", JsonFields.listOf(it -> it))
        .stream()
        .map(message -> MessageJson.read(message, MessageJson.Reading.STRICT))
        .toList();
  }

  private static Json get(GanderServer server, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("X-Secret-Key", server.key())
            .build();
    return JsonText.parse(HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body());
  }
}

package dev.gander.adapters.acp.prompt;

import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.acp.AcpBackend;
import dev.gander.adapters.acp.Talk;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.provider.ScriptedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever loads a session while its turn runs is told everything, and nothing twice, wherever the
/// turn stands.
@Timeout(60)
class LoadedMeanwhileTest {
  private static final List<String> WHOLE =
      List.of(
          "user_message_chunk Look",
          "agent_thought_chunk hm",
          "agent_message_chunk One two three",
          "tool_call c1",
          "tool_call_update c1",
          "agent_message_chunk four five");

  private final AcpBackend backend = new AcpBackend();
  private final ScriptedExtension box = new ScriptedExtension();
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final Talk first = Talk.with(backend);
  private final Talk second = Talk.with(backend);

  @AfterEach
  void close() {
    mayGoOn.countDown();
    first.close();
    second.close();
    backend.close();
  }

  /// The answers of the model, which wait at the given step.
  private List<ScriptedAnswer> answers(int step) {
    ScriptedAnswer look = pauseIf(step == 0, start("a"));
    look = pauseIf(step == 1, look.thinking("hm", ""));
    look = pauseIf(step == 2, look.text("One "));
    look = pauseIf(step == 3, look.text("two "));
    look = pauseIf(step == 4, look.text("three"));
    look = pauseIf(step == 5, look.call("c1", "box__look", JsonObject.EMPTY));
    ScriptedAnswer end = pauseIf(step == 7, start("b"));
    end = pauseIf(step == 8, end.text("four "));
    end = pauseIf(step == 9, end.text("five"));
    return List.of(look, end.usage(10, 5));
  }

  private ScriptedAnswer pauseIf(boolean isHere, ScriptedAnswer answer) {
    return isHere ? answer.pause(reached, mayGoOn) : answer;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void nothingIsMissingAndNothingComesTwice(int step) throws Exception {
    backend.connector.offer("box", box);
    box.tool(
        "look",
        (_, _) -> {
          if (step == 6) {
            reached.countDown();
            mayGoOn.await();
          }
          return ToolResult.text("seen");
        });
    answers(step).forEach(backend.model::answer);
    String session = session();
    int asked = first.ask("session/prompt", prompt(session));
    reached.await();

    second.result(
        "session/load", "{\"sessionId\":\"" + session + "\",\"cwd\":\"/\",\"mcpServers\":[]}");
    mayGoOn.countDown();
    first.answer(asked);
    second.hears(message -> isEnd(message, session));

    assertEquals(WHOLE, told(second));
    assertEquals(WHOLE.subList(1, WHOLE.size()), told(first));
  }

  private String session() throws InterruptedException {
    var config = ScriptedExtensionConnector.config("box");
    backend.settings.put("extensions", extension(config.name()));
    return first
        .result("session/new", "{\"cwd\":\"/\",\"mcpServers\":[]}")
        .text("sessionId")
        .orElseThrow();
  }

  private static JsonObject extension(String name) {
    JsonObject entry =
        JsonObject.builder()
            .put("enabled", true)
            .put("type", "stdio")
            .put("name", name)
            .put("cmd", "x")
            .put("args", JsonArray.EMPTY)
            .put("description", "")
            .build();
    return JsonObject.of(name, entry);
  }

  private static String prompt(String session) {
    return "{\"sessionId\":\"%s\",\"prompt\":[{\"type\":\"text\",\"text\":\"Look\"}]}"
        .formatted(session);
  }

  private static JsonObject update(JsonObject message) {
    return message
        .object("params")
        .flatMap(params -> params.object("update"))
        .orElse(JsonObject.EMPTY);
  }

  /// Whether the run is over.
  private static boolean isEnd(JsonObject message, String session) {
    return message.toString().contains(session)
        && update(message)
            .object("_meta")
            .flatMap(meta -> meta.object("goose"))
            .filter(goose -> goose.has("activeRunId") && goose.text("activeRunId").isEmpty())
            .isPresent();
  }

  /// What was told of messages; chunks of one kind that follow each other are one.
  private static List<String> told(Talk talk) {
    List<String> told = new ArrayList<>();
    for (JsonObject message : talk.heard()) {
      JsonObject update = update(message);
      String kind = update.text("sessionUpdate").orElse("");
      if (kind.startsWith("tool_call")) {
        told.add(kind + " " + update.text("toolCallId").orElse(""));
      } else if (kind.endsWith("_chunk")) {
        String text = update.object("content").flatMap(content -> content.text("text")).orElse("");
        boolean isMore = !told.isEmpty() && told.getLast().startsWith(kind);
        told.add(isMore ? told.removeLast() + text : kind + " " + text);
      }
    }
    return told;
  }
}

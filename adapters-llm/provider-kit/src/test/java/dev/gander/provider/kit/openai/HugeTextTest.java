package dev.gander.provider.kit.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Chat messages with texts that are written without ever being there.
class HugeTextTest {
  private static final String HUGE = "\"\\\nä\ud83d\ude00".repeat(200_000);

  /// What stands for a text while its message takes form, as a text of somebody.
  private static final String MARK = "\uE000\uE001\uE000";

  private final ChatDialect dialect = ChatDialect.plain(true);

  @Test
  void linesOfAUser() {
    assertEquals(
        List.of(said("user", "a\n" + HUGE + "\nb")), messages(Message.user("m", 1, texts())));
    assertEquals(
        List.of(said("user", "a\n" + HUGE + MARK)),
        messages(Message.user("m", 1, text("a"), text(HUGE + MARK))));
    assertEquals(List.of(said("user", HUGE)), messages(Message.user("m", 1, text(HUGE))));
  }

  @Test
  void argumentsOfACall() {
    JsonObject huge = JsonObject.of("text", Json.of(HUGE)).with("n", Json.of(1));
    JsonObject marked = huge.with("mark", Json.of(MARK));

    for (JsonObject arguments : List.of(huge, marked)) {
      assertEquals(
          List.of(answer(calls(arguments))), messages(Message.assistant("m", 1, call(arguments))));
      assertEquals(
          List.of(answer(calls(JsonObject.EMPTY, arguments, arguments))),
          messages(
              Message.assistant("m", 1, call(JsonObject.EMPTY), call(arguments), call(arguments))));
    }
    assertEquals(
        List.of(answer(calls(huge)).with("content", Json.of(MARK))),
        messages(Message.assistant("m", 1, text(MARK), call(huge))));
  }

  @Test
  void linesAndArguments() {
    JsonObject huge = JsonObject.of("text", Json.of(HUGE));

    assertEquals(
        List.of(answer(calls(huge)).with("content", Json.of("a\n" + HUGE + "\nb"))),
        messages(Message.assistant("m", 1, text("a"), text(HUGE), text("b"), call(huge))));
  }

  /// Also where the text has to be there after all.
  @Test
  void thoughtsThatWaitForAnAnswerGoWithIt() {
    for (String word : List.of("word", MARK)) {
      JsonObject huge = JsonObject.of("text", Json.of(HUGE)).with("word", Json.of(word));
      Message thought = Message.assistant("t", 1, new Content.Thinking("hm", ""));
      Message answer = Message.assistant("m", 1, text(word), call(huge));

      assertEquals(
          List.of(
              answer(calls(huge))
                  .with("content", Json.of(word))
                  .with("reasoning_content", Json.of("hm"))),
          messages(thought, answer));
    }
  }

  private List<Json> messages(Message... messages) {
    return ChatMessages.write(List.of(messages), dialect, new WrittenMessages().begin()).stream()
        .flatMap(item -> RequestBody.read(item).stream())
        .toList();
  }

  private static Content[] texts() {
    return new Content[] {text("a"), text(HUGE), text("b")};
  }

  private static Content text(String text) {
    return new Content.Text(text);
  }

  private static Content call(JsonObject arguments) {
    return new Content.ToolRequest("c", Outcome.success(new ToolCall("t", arguments)));
  }

  private static JsonObject said(String role, String content) {
    return JsonObject.of("role", Json.of(role)).with("content", Json.of(content));
  }

  private static JsonObject answer(JsonArray calls) {
    return JsonObject.builder()
        .put("role", "assistant")
        .put("content", JsonNull.NULL)
        .put("tool_calls", calls)
        .build();
  }

  private static JsonArray calls(JsonObject... arguments) {
    return new JsonArray(
        List.of(arguments).stream()
            .<Json>map(
                each ->
                    ChatParts.call("c", Outcome.success(new ToolCall("t", each)), JsonObject.EMPTY))
            .toList());
  }
}

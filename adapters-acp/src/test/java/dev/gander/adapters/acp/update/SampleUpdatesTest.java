package dev.gander.adapters.acp.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolJson;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What goose 1.52 has told of messages: each update is turned back into what it tells of, which
/// must be told in the same way again.
class SampleUpdatesTest {
  private static final Path SAMPLES = Path.of("../contract/samples/acp");

  private final MessageUpdates updates = new MessageUpdates();

  @ParameterizedTest
  @CsvSource({
    "03-prompt-text, 5",
    "04-prompt-tool-auto, 10",
    "06-prompt-tool-approve, 4",
    "07-prompt-tool-rejected, 3",
    "11-session-load, 21",
    "16-mcp-elicitation-progress-app, 13"
  })
  void updatesAreThoseOfGoose(String sample, int atLeast) throws IOException {
    int compared = 0;
    for (String line : Files.readAllLines(SAMPLES.resolve(sample + ".jsonl"))) {
      JsonObject update = object(object(message(line), "params"), "update");
      Optional<List<JsonObject>> told = toldAgain(update, sample.startsWith("11"));
      if (told.isPresent()) {
        assertEquals(List.of(update), told.get());
        compared++;
      }
    }
    assertTrue(compared >= atLeast, "only " + compared);
  }

  private static JsonObject message(String line) {
    return JsonFields.of(JsonText.parse(line)).required("message", JsonFields::asObject);
  }

  private static JsonObject object(JsonObject of, String member) {
    return of.object(member).orElse(JsonObject.EMPTY);
  }

  /// Empty for an update that tells of something else than messages.
  private Optional<List<JsonObject>> toldAgain(JsonObject update, boolean isStored) {
    return switch (update.text("sessionUpdate").orElse("")) {
      case "user_message_chunk" -> told(update, Role.USER, spoken(update), isStored);
      case "agent_message_chunk" -> told(update, Role.ASSISTANT, spoken(update), isStored);
      case "agent_thought_chunk" ->
          told(update, Role.ASSISTANT, new Content.Thinking(text(update), ""), isStored);
      case "tool_call" -> told(update, Role.ASSISTANT, call(update), isStored);
      case "tool_call_update" ->
          update.text("status").filter("in_progress"::equals).isPresent()
              ? progress(update)
              : told(update, Role.USER, result(update), isStored);
      default -> Optional.empty();
    };
  }

  private Optional<List<JsonObject>> told(
      JsonObject update, Role role, Content content, boolean isStored) {
    JsonObject goose = object(object(update, "_meta"), "goose");
    Message message =
        new Message(
            goose.text("messageId").orElse(null),
            role,
            seconds(goose.get("created")),
            List.of(content),
            MessageMetadata.VISIBLE);
    return Optional.of(isStored ? updates.stored(message) : updates.live(message, _ -> true));
  }

  private static long seconds(@Nullable Json created) {
    return created instanceof JsonNumber number ? number.integer().orElse(0) : 0;
  }

  private static Content spoken(JsonObject update) {
    return new Content.Text(text(update));
  }

  private static String text(JsonObject update) {
    return object(update, "content").text("text").orElseThrow();
  }

  private static Content call(JsonObject update) {
    String id = update.text("toolCallId").orElseThrow();
    JsonObject tool = object(object(object(update, "_meta"), "goose"), "toolCall");
    if (tool.isEmpty()) {
      return new Content.ToolRequest(id, Outcome.failure("broken"));
    }
    JsonObject owner =
        JsonObject.of("goose_extension", Json.of(tool.text("extensionName").orElseThrow()));
    return new Content.ToolRequest(
        id,
        Outcome.success(
            new ToolCall(tool.text("toolName").orElseThrow(), object(update, "rawInput"))),
        JsonObject.of("_meta", owner));
  }

  private static Content result(JsonObject update) {
    JsonArray blocks = update.array("content").orElse(JsonArray.EMPTY);
    JsonObject.Builder result =
        JsonObject.builder()
            .put("content", JsonArray.of(blocks.items(), it -> object((JsonObject) it, "content")))
            .put("isError", update.text("status").filter("failed"::equals).isPresent())
            .putIfPresent("structuredContent", update.get("rawOutput"));
    object(object(update, "_meta"), "goose")
        .object("mcpApp")
        .map(panel -> JsonObject.of("mcpApp", panel))
        .ifPresent(ours -> result.put("_meta", JsonObject.of("__goose_tool_update_meta", ours)));
    return new Content.ToolResponse(
        update.text("toolCallId").orElseThrow(),
        Outcome.success(ToolJson.readResult(result.build())));
  }

  /// The output of a shell while it runs is told by 1.52 alone.
  private static Optional<List<JsonObject>> progress(JsonObject update) {
    JsonObject told = object(object(update, "_meta"), "toolNotification");
    String kind = told.text("type").orElse("");
    TurnEvent.Notification event =
        new TurnEvent.Notification(
            update.text("toolCallId").orElseThrow(),
            "notifications/" + kind,
            object(told, "params"));
    return kind.equals("message") || kind.equals("progress")
        ? Optional.of(Updates.progress(event).stream().toList())
        : Optional.empty();
  }
}

package dev.gander.domain.extension;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// MCP's `sampling/createMessage`, the format in which extensions, and apps that a client shows,
/// query the model and get its answer.
public final class SamplingJson {
  private SamplingJson() {}

  /// Ignores model preferences, the token limit, and blocks that are neither text nor image.
  ///
  /// @throws InvalidShape if it is not a sampling request
  public static SamplingRequest readRequest(JsonFields fields) {
    return new SamplingRequest(
        fields.optionalText("systemPrompt"),
        fields.required("messages", JsonFields.listOf(SamplingJson::message)));
  }

  private static Message message(Json json) {
    JsonFields fields = JsonFields.of(json);
    Role role = fields.required("role", Role::read);
    List<Content> content = fields.required("content", SamplingJson::blocks);
    return new Message(null, role, 0, content, MessageMetadata.VISIBLE);
  }

  /// A single block, or a list of blocks.
  private static List<Content> blocks(Json json) {
    List<Json> items = json instanceof JsonArray(List<Json> many) ? many : List.of(json);
    List<Content> blocks = new ArrayList<>();
    for (Json item : items) {
      Content block = block(JsonFields.of(item));
      if (block != null) {
        blocks.add(block);
      }
    }
    return blocks;
  }

  private static @Nullable Content block(JsonFields fields) {
    return switch (fields.text("type")) {
      case "text" -> new Content.Text(fields.text("text"));
      case "image" ->
          new Content.Image(fields.text("data"), fields.text("mimeType"), JsonObject.EMPTY);
      case String _ -> null;
    };
  }

  /// With `model`, `stopReason`, `role` and `content`.
  public static JsonObject writeAnswer(SamplingAnswer answer) {
    return JsonObject.builder()
        .put("model", answer.model())
        .put("stopReason", "endTurn")
        .put("role", "assistant")
        .put("content", JsonObject.builder().put("type", "text").put("text", answer.text()).build())
        .build();
  }
}

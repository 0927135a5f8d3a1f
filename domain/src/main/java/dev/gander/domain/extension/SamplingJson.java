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

/// The form in which extensions ask the model and get its answer, and apps that a client shows:
/// MCP's `sampling/createMessage`.
public final class SamplingJson {
  private SamplingJson() {}

  /// The wishes for a model and the limit of tokens are ignored, and blocks that are neither texts
  /// nor images.
  ///
  /// @throws InvalidShape if it is not such a request
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

  /// One block, or a list of them.
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

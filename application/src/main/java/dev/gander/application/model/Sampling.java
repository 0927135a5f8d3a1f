package dev.gander.application.model;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Answers MCP's `sampling/createMessage` with a session's model: texts and images, no tools,
/// nothing stored.
public record Sampling(ConfiguredModel model, SessionId sessionId) {
  private static final String DEFAULT_SYSTEM =
      "You are a helpful assistant. Answer the request as it stands.";

  /// What MCP's request asks. Its wishes for the model and its limit of tokens are ignored.
  public record Question(String system, List<Message> messages) {

    /// @throws dev.gander.domain.json.InvalidShape if it is no such request
    public static Question read(JsonFields fields) {
      List<Message> messages = fields.required("messages", JsonFields.listOf(Sampling::message));
      return new Question(
          Objects.requireNonNullElse(fields.optionalText("systemPrompt"), DEFAULT_SYSTEM),
          messages);
    }
  }

  /// @return MCP's result: `model`, `stopReason`, `role`, `content`
  /// @throws dev.gander.domain.error.ProviderException if the model fails
  public JsonObject answer(Question question) throws InterruptedException {
    return result(
        ask(
            new ProviderRequest(
                model.model(),
                sessionId.value(),
                question.system(),
                question.messages(),
                List.of())));
  }

  private record Answer(String model, String text) {}

  private Answer ask(ProviderRequest question) throws InterruptedException {
    StringBuilder text = new StringBuilder();
    String used = model.model().modelName();
    try (var stream = model.provider().stream(question)) {
      for (Optional<Delta> delta = stream.next(); delta.isPresent(); delta = stream.next()) {
        Message fragment = delta.get().message();
        if (fragment != null) {
          text.append(fragment.text());
        }
        used = usedModel(delta.get(), used);
      }
    }
    return new Answer(used, text.toString());
  }

  private static String usedModel(Delta delta, String known) {
    return delta.usage() == null ? known : delta.usage().model();
  }

  private static JsonObject result(Answer answer) {
    return JsonObject.builder()
        .put("model", answer.model())
        .put("stopReason", "endTurn")
        .put("role", "assistant")
        .put("content", JsonObject.builder().put("type", "text").put("text", answer.text()).build())
        .build();
  }

  private static Message message(Json json) {
    JsonFields fields = JsonFields.of(json);
    Role role = fields.required("role", Role::read);
    List<Content> content = fields.required("content", Sampling::blocks);
    return new Message(null, role, 0, content, MessageMetadata.VISIBLE);
  }

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
}

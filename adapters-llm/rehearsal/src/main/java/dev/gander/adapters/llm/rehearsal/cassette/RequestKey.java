package dev.gander.adapters.llm.rehearsal.cassette;

import dev.gander.adapters.llm.rehearsal.TurnNotes;
import dev.gander.domain.config.SecretMask;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Identifies equal requests by the model, the names of the tools, and the conversation. Leaves out
/// what differs from run to run: the system prompt (folder, date, hints), the agent's own note in
/// the newest message, ids and times, and tool results, since the tools run again.
///
/// @param conversation a digest
record RequestKey(String model, List<String> tools, String conversation) {
  /// The model name that stands for any recorded model.
  static final String ANY_MODEL = "recorded";

  static RequestKey of(ProviderRequest request) {
    return new RequestKey(
        request.model().modelName(),
        request.tools().stream().map(Tool::name).sorted().toList(),
        // A recording contains no secrets, so the key must not either.
        digest(SecretMask.inJson(JsonArray.of(request.messages(), RequestKey::said), List.of())));
  }

  /// The key of this request to any model.
  RequestKey forAnyModel() {
    return new RequestKey(ANY_MODEL, tools, conversation);
  }

  boolean isForAnyModel() {
    return model.equals(ANY_MODEL);
  }

  private static Json said(Message message) {
    List<Json> blocks =
        message.content().stream().map(RequestKey::said).flatMap(Optional::stream).toList();
    return JsonArray.of(Json.of(message.role().wire()), new JsonArray(blocks));
  }

  private static Optional<Json> said(Content block) {
    return switch (block) {
      case Content.Text(String text, var _) ->
          Optional.of(TurnNotes.removedFrom(text)).filter(own -> !own.isEmpty()).map(Json::of);
      case Content.ToolRequest(var _, Outcome<ToolCall> call, var _) -> Optional.of(said(call));
      case Content.ToolResponse _ -> Optional.of(Json.of("tool response"));
      case Content.Thinking(String thinking, var _, var _) ->
          Optional.of(JsonObject.of("thinking", Json.of(thinking)));
      case Content other ->
          Optional.of(MessageJson.writeContent(List.of(other)).items().getFirst());
    };
  }

  private static Json said(Outcome<ToolCall> call) {
    return switch (call) {
      case Outcome.Success(ToolCall made) ->
          JsonArray.of(Json.of(made.name()), made.argumentsOrEmpty());
      case Outcome.Failure(String error) -> Json.of(error);
    };
  }

  private static String digest(Json value) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(JsonText.bytes(value)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

package dev.gander.provider.kit.gemini;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.stream.ByteSource;
import dev.gander.provider.kit.stream.ChunkSource;
import dev.gander.provider.kit.stream.JoinedLines;
import dev.gander.provider.kit.wire.ServiceToolNames;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of a Gemini answer: every part is complete and becomes a fragment. The service
/// gives no ids to the answer and its calls, so they get ids here. The last counts are reported at
/// the end.
final class GeminiDecoder implements AnswerDecoder {
  /// Reasons for the service to cut off or withhold an answer because of its content.
  private static final Set<String> REFUSALS =
      Set.of("SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "IMAGE_SAFETY");

  /// Reasons for the service to drop a call that the model made.
  private static final Set<String> LOST_CALLS =
      Set.of("MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL");

  private final UnaryOperator<Json> opened;
  private final ClientEnvironment environment;
  private final String id;
  private String model;
  private @Nullable JsonObject usage;
  private @Nullable String signature;
  private boolean finished;

  /// @param model the requested model, in case the answer does not name one
  /// @param opened unwraps a chunk
  GeminiDecoder(String model, UnaryOperator<Json> opened, ClientEnvironment environment) {
    this.model = model;
    this.opened = opened;
    this.environment = environment;
    this.id = environment.uuids().get();
  }

  @Override
  public ChunkSource chunks(ByteSource body) {
    return new JoinedLines(body);
  }

  @Override
  public void accept(Json json, Consumer<Delta> out) {
    if (!(opened.apply(json) instanceof JsonObject chunk)) {
      return;
    }
    Optional<JsonObject> error = chunk.object("error");
    if (error.isPresent()) {
      throw GeminiError.of(error.get());
    }
    model = chunk.text("modelVersion").orElse(model);
    usage = chunk.object("usageMetadata").orElse(usage);
    JsonObject candidate = first(chunk, "candidates");
    finished |= candidate.text("finishReason").isPresent();
    if (candidate.text("finishReason").filter("MAX_TOKENS"::equals).isPresent()) {
      out.accept(Delta.atLimit());
    }
    candidate
        .object("content")
        .flatMap(content -> content.array("parts"))
        .orElse(JsonArray.EMPTY)
        .items()
        .forEach(part -> part(part, out));
    failIfWithheld(chunk, candidate, out);
  }

  @Override
  public void end(Consumer<Delta> out) {
    if (usage != null) {
      out.accept(Delta.of(new ProviderUsage(model, counts(usage))));
      usage = null;
    }
  }

  @Override
  public boolean isWhole() {
    return finished;
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    // Every part was complete and has been delivered.
  }

  private void part(Json json, Consumer<Delta> out) {
    if (!(json instanceof JsonObject part)) {
      return;
    }
    Optional<String> own = part.text(GeminiContents.SIGNATURE);
    signature = own.orElse(signature);
    part.object("functionCall").ifPresent(call -> say(call(call), out));
    part.text("text")
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> say(said(part, text, own.orElse("")), out));
  }

  private static Content said(JsonObject part, String text, String signature) {
    return part.get("thought") instanceof JsonBool thought && thought.value()
        ? new Content.Thinking(text, signature)
        : new Content.Text(text);
  }

  private Content call(JsonObject call) {
    String name = call.text("name").orElse("");
    Outcome<ToolCall> read =
        ServiceToolNames.checked(new ToolCall(name, call.object("args").orElse(null)));
    JsonObject other =
        signature == null
            ? JsonObject.EMPTY
            : JsonObject.of(
                "metadata", JsonObject.of(GeminiContents.SIGNATURE, Json.of(signature)));
    return new Content.ToolRequest(environment.uuids().get(), read, other);
  }

  /// A withheld answer would otherwise look like an empty one.
  private void failIfWithheld(JsonObject chunk, JsonObject candidate, Consumer<Delta> out) {
    Optional<String> blocked =
        chunk.object("promptFeedback").flatMap(feedback -> feedback.text("blockReason"));
    String reason = blocked.or(() -> candidate.text("finishReason")).orElse("");
    Optional<String> said = candidate.text("finishMessage");
    if (blocked.isPresent() || REFUSALS.contains(reason)) {
      end(out);
      throw new ProviderException.Refused(
          said.orElse("Google withholds the answer, or the rest of it."), reason);
    }
    if (LOST_CALLS.contains(reason)) {
      end(out);
      throw new ProviderException.ExecutionError(
          "The model called a tool in a way that Google could not read ("
              + reason
              + ")"
              + said.map(message -> ": " + message).orElse(""),
          null);
    }
  }

  private void say(Content content, Consumer<Delta> out) {
    out.accept(Delta.of(Message.assistant(id, environment.now(), content)));
  }

  /// The prompt's count already includes tokens read from the service's cache.
  private static TokenUsage counts(JsonObject usage) {
    return TokenUsage.of(
            count(usage, "promptTokenCount"),
            count(usage, "candidatesTokenCount"),
            count(usage, "totalTokenCount"))
        .withCache(count(usage, "cachedContentTokenCount"), null);
  }

  private static @Nullable Long count(JsonObject usage, String name) {
    return usage.get(name) instanceof JsonNumber number && number.integer().isPresent()
        ? Long.valueOf(number.integer().getAsLong())
        : null;
  }

  private static JsonObject first(JsonObject chunk, String name) {
    return chunk
        .array(name)
        .filter(array -> !array.items().isEmpty())
        .map(array -> array.items().getFirst())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .orElse(JsonObject.EMPTY);
  }
}

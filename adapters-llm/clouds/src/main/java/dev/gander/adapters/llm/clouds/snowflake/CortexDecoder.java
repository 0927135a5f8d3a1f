package dev.gander.adapters.llm.clouds.snowflake;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.GrowingText;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatUsage;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.service.StatusErrors;
import dev.gander.provider.kit.wire.ToolArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of Cortex. Text is delivered at once; calls, whose arguments come in pieces
/// without an end mark, at the end of the answer.
final class CortexDecoder implements AnswerDecoder {
  /// A call and the arguments received so far.
  private record Call(String id, String name, GrowingText arguments) {}

  private final String model;
  private final ClientEnvironment environment;
  private final List<Call> calls = new ArrayList<>();
  private final String ownId;
  private String id;

  CortexDecoder(String model, ClientEnvironment environment) {
    this.model = model;
    this.environment = environment;
    this.ownId = environment.uuids().get();
    this.id = ownId;
  }

  @Override
  public void accept(Json json, Consumer<Delta> out) {
    if (!(json instanceof JsonObject chunk)) {
      throw new ProviderException.NetworkError("Stream decode error: a chunk is no object", null);
    }
    failOnError(chunk);
    if (id.equals(ownId)) {
      id = chunk.text("id").filter(given -> !given.isEmpty()).orElse(id);
    }
    String text = delta(chunk).map(this::take).orElse("");
    List<Content> said = text.isEmpty() ? List.of() : List.of(new Content.Text(text));
    give(said, usage(chunk), out);
  }

  @Override
  public void end(Consumer<Delta> out) {
    give(calls.stream().map(CortexDecoder::request).toList(), null, out);
  }

  /// Cortex does not mark the end of an answer.
  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    // Text was delivered when it came, and calls are not complete.
  }

  @Override
  public Optional<ProviderException> insteadOfChunks(JsonObject answer) {
    return code(answer)
        .map(
            code ->
                new ProviderException.RequestFailed(
                    code + " - " + answer.text("message").orElse("no reason given"), null));
  }

  private void failOnError(JsonObject chunk) {
    if (chunk.has("choices")) {
      return;
    }
    if (chunk.has("error")) {
      throw StatusErrors.inStream(chunk);
    }
    insteadOfChunks(chunk)
        .ifPresent(
            failure -> {
              throw failure;
            });
  }

  private static Optional<String> code(JsonObject answer) {
    return switch (answer.get("code")) {
      case JsonString(String code) -> Optional.of(code);
      case JsonNumber code -> Optional.of(JsonText.write(code));
      case null, default -> Optional.empty();
    };
  }

  private static Optional<JsonObject> delta(JsonObject chunk) {
    return chunk
        .array("choices")
        .filter(choices -> !choices.items().isEmpty())
        .map(choices -> choices.items().getFirst())
        .flatMap(choice -> choice instanceof JsonObject o ? o.object("delta") : Optional.empty());
  }

  /// Collects the calls of a fragment and returns its text. The list contains everything in the
  /// other members; it has one item, or a few.
  private String take(JsonObject delta) {
    List<Json> items = delta.array("content_list").orElse(JsonArray.EMPTY).items();
    String said = items.isEmpty() ? delta.text("content").orElse("") : "";
    for (Json json : items) {
      if (json instanceof JsonObject item) {
        said = said.concat(item.text("text").orElse(""));
        begin(item);
        goOn(item);
      }
    }
    return said;
  }

  /// The name normally comes once; repetitions are ignored.
  private void begin(JsonObject item) {
    Optional<String> name = item.text("name").filter(given -> !given.isEmpty());
    if (name.isPresent()) {
      String callId = item.text("tool_use_id").orElseGet(environment.uuids());
      if (calls.isEmpty() || !calls.getLast().id.equals(callId)) {
        calls.add(new Call(callId, name.get(), new GrowingText()));
      }
    }
  }

  private void goOn(JsonObject item) {
    String piece =
        switch (item.get("input")) {
          case JsonString(String text) -> text;
          case JsonObject whole when !whole.members().isEmpty() -> JsonText.write(whole);
          case null, default -> "";
        };
    if (piece.isEmpty()) {
      return;
    }
    if (calls.isEmpty()) {
      throw new ProviderException.NetworkError(
          "Stream decode error: arguments came before their call", null);
    }
    calls.getLast().arguments.append(piece);
  }

  /// Complete arguments that are not JSON go to the tool as they are (goosed's form).
  private static Content request(Call call) {
    Content.ToolRequest request =
        ToolArguments.request(call.id, call.name, call.arguments, JsonObject.EMPTY);
    if (request.call() instanceof Outcome.Success<ToolCall>) {
      return request;
    }
    String raw = call.arguments.toString();
    if (ToolArguments.isCutOff(raw)) {
      return request;
    }
    JsonObject kept = JsonObject.of("raw_input", Json.of(raw));
    return new Content.ToolRequest(
        call.id, Outcome.success(new ToolCall(call.name, kept)), JsonObject.EMPTY);
  }

  private @Nullable ProviderUsage usage(JsonObject chunk) {
    return chunk
        .object("usage")
        .flatMap(ChatUsage::read)
        .map(tokens -> new ProviderUsage(model, tokens))
        .orElse(null);
  }

  private void give(List<Content> said, @Nullable ProviderUsage usage, Consumer<Delta> out) {
    Message message =
        said.isEmpty()
            ? null
            : Message.assistant(id, environment.now(), said.toArray(Content[]::new));
    if (message != null || usage != null) {
      out.accept(new Delta(message, usage));
    }
  }
}

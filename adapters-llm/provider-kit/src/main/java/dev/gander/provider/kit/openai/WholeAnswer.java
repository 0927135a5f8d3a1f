package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.FragmentJoin;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.wire.ServiceToolNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a chat completion that is not streamed: it is treated as a stream of one chunk, whose
/// fragment is called `message`, and delivered as one fragment: thoughts, text, calls. Usage is
/// attributed to the requested model.
record WholeAnswer(AnswerDecoder chunks, String model) implements AnswerDecoder {
  @Override
  public void accept(Json json, Consumer<Delta> out) {
    JsonObject answer = json instanceof JsonObject object ? object : JsonObject.EMPTY;
    JsonObject choice =
        choice(answer.array("choices").orElse(JsonArray.EMPTY))
            .orElseThrow(() -> noMessage(answer));
    List<Delta> parts = new ArrayList<>();
    chunks.accept(
        answer.with("model", Json.of(model)).with("choices", JsonArray.of(asLastChunk(choice))),
        parts::add);
    chunks.end(parts::add);
    out.accept(joined(parts));
  }

  /// Of several choices the first one with calls counts: actions take precedence over mere text.
  private static Optional<JsonObject> choice(JsonArray choices) {
    List<JsonObject> all =
        choices.items().stream()
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .filter(choice -> choice.object("message").isPresent())
            .toList();
    return all.stream()
        .filter(choice -> !calls(choice).items().isEmpty())
        .findFirst()
        .or(() -> all.stream().findFirst());
  }

  private static JsonArray calls(JsonObject choice) {
    return choice
        .object("message")
        .flatMap(message -> message.array("tool_calls"))
        .orElse(JsonArray.EMPTY);
  }

  private static JsonObject asLastChunk(JsonObject choice) {
    return JsonObject.builder()
        .put("delta", choice.object("message").orElse(JsonObject.EMPTY))
        .put("finish_reason", choice.text("finish_reason").orElse("stop"))
        .build();
  }

  @Override
  public void end(Consumer<Delta> out) {
    // Everything was delivered with the answer.
  }

  @Override
  public boolean isWhole() {
    return true;
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    chunks.breakOff(out);
  }

  private static Delta joined(List<Delta> parts) {
    FragmentJoin said = new FragmentJoin();
    ProviderUsage usage = null;
    for (Delta part : parts) {
      usage = part.usage() == null ? usage : part.usage();
      if (part.message() != null) {
        said.add(part.message());
      }
    }
    return new Delta(
        said.drain().stream().findFirst().map(WholeAnswer::inOrder).orElse(null), usage);
  }

  private static Message inOrder(Message message) {
    return message.withContent(
        message.content().stream()
            .map(WholeAnswer::withSoundName)
            .sorted(Comparator.comparingInt(WholeAnswer::place))
            .toList());
  }

  private static int place(Content block) {
    return switch (block) {
      case Content.Thinking _ -> 0;
      case Content.ToolRequest _ -> 2;
      default -> 1;
    };
  }

  /// Services that do not stream may pass on names that a model made up (goosed checks names only
  /// here).
  private static Content withSoundName(Content block) {
    return block instanceof Content.ToolRequest request
            && request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)
        ? new Content.ToolRequest(request.id(), ServiceToolNames.checked(call), request.other())
        : block;
  }

  private static ProviderException noMessage(JsonObject answer) {
    return answer
        .object("error")
        .flatMap(error -> error.text("message"))
        .map(text -> new ProviderException.RequestFailed("API error: " + text, null))
        .orElseGet(
            () ->
                new ProviderException.RequestFailed(
                    "The answer has no message; the quota may be used up", null));
  }
}

package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.wire.ToolArguments;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the events of a response, or a complete one. Text is delivered at once; thoughts and calls
/// at the end, when the service reports them as finished.
final class ResponsesDecoder implements AnswerDecoder {
  private final ClientEnvironment environment;
  private final CarriedReasoning reasoning;
  private final OutputItems items = new OutputItems();
  private String id = "";
  private String model;
  private boolean modelKnown;
  private boolean spoke;
  private boolean over;
  private @Nullable ProviderUsage usage;

  /// @param model the model for the counts until the service names one
  ResponsesDecoder(ClientEnvironment environment, CarriedReasoning reasoning, String model) {
    this.environment = environment;
    this.reasoning = reasoning;
    this.model = model;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public boolean isWhole() {
    return over;
  }

  @Override
  public void accept(Json json, Consumer<Delta> out) {
    if (!(json instanceof JsonObject event)) {
      throw new ProviderException.NetworkError("Stream decode error: a chunk is no object", null);
    }
    JsonObject response = event.object("response").orElse(JsonObject.EMPTY);
    switch (event.text("type").orElse("")) {
      case "response.created", "response.in_progress" -> begin(response);
      case "response.output_text.delta", "response.refusal.delta" ->
          speak(event.text("delta").orElse(""), out);
      case "response.output_item.added" -> items.begin(event);
      case "response.function_call_arguments.delta" -> items.grow(event);
      case "response.output_item.done" -> items.finish(event);
      case "response.completed" -> complete(response);
      case "response.incomplete" -> {
        complete(response);
        if (isAtLimit(response)) {
          out.accept(Delta.atLimit());
        }
      }
      case "response.failed" -> throw ResponsesFailure.of(event, "Responses API failed");
      case "error" -> throw ResponsesFailure.of(event, "Responses API error");
      case "" -> untyped(event);
      default -> {}
    }
  }

  @Override
  public void end(Consumer<Delta> out) {
    List<Content> rest = finished();
    items.open().forEach(call -> rest.add(ToolArguments.cutOff(call.id(), call.arguments())));
    give(rest, out);
  }

  /// Delivers what was finished before; half a call is useless.
  @Override
  public void breakOff(Consumer<Delta> out) {
    give(finished(), out);
  }

  private void begin(JsonObject response) {
    // The first id is kept for the whole answer.
    id = id.isEmpty() ? response.text("id").orElse("") : id;
    if (!modelKnown && response.text("model").filter(given -> !given.isEmpty()).isPresent()) {
      model = response.text("model").get();
      modelKnown = true;
    }
  }

  private static boolean isAtLimit(JsonObject response) {
    return response
        .object("incomplete_details")
        .flatMap(details -> details.text("reason"))
        .filter("max_output_tokens"::equals)
        .isPresent();
  }

  private void complete(JsonObject response) {
    begin(response);
    over = true;
    response
        .object("usage")
        .ifPresent(counts -> usage = new ProviderUsage(model, ResponsesUsage.read(counts)));
    items.replace(response.array("output").orElse(JsonArray.EMPTY));
  }

  /// A complete response has no event around it, and neither have the errors of some proxies.
  private void untyped(JsonObject event) {
    if (event.object("error").isPresent() || event.text("error").isPresent()) {
      throw ResponsesFailure.of(event, "Responses API error");
    }
    if (event.array("output").isPresent()) {
      complete(event);
    }
  }

  private void speak(String text, Consumer<Delta> out) {
    if (!text.isEmpty()) {
      spoke = true;
      out.accept(Delta.of(message(List.of(new Content.Text(text)))));
    }
  }

  private void give(List<Content> blocks, Consumer<Delta> out) {
    if (!blocks.isEmpty() || usage != null) {
      out.accept(new Delta(blocks.isEmpty() ? null : message(blocks), usage));
      usage = null;
    }
  }

  private Message message(List<Content> blocks) {
    if (id.isEmpty()) {
      id = "msg_" + environment.uuids().get();
    }
    return Message.assistant(id, environment.now(), blocks.toArray(Content[]::new));
  }

  private List<Content> finished() {
    List<Content> blocks = new ArrayList<>();
    List<JsonObject> thoughts = new ArrayList<>();
    for (JsonObject item : items.finished()) {
      switch (item.text("type").orElse("")) {
        case "reasoning" -> {
          String summary = texts(item, "summary", "\n");
          if (!summary.isEmpty()) {
            blocks.add(new Content.Thinking(summary, ""));
          }
          if (CarriedReasoning.isCarried(item)) {
            thoughts.add(item);
          }
        }
        case "message" -> {
          String text = texts(item, "content", "");
          if (!spoke && !text.isEmpty()) {
            blocks.add(new Content.Text(text));
          }
        }
        case "function_call" -> {
          blocks.add(call(item, reasoning.keep(thoughts)));
          thoughts.clear();
        }
        default -> {}
      }
    }
    return blocks;
  }

  /// Arguments may look complete although the service reports that they are not.
  private Content call(JsonObject item, JsonObject other) {
    String callId = OutputItems.callId(item);
    String arguments = item.text("arguments").orElse("");
    return item.text("status").orElse("").equals("incomplete")
        ? ToolArguments.cutOff(callId, arguments)
        : ToolArguments.request(callId, item.text("name").orElse(""), arguments, other);
  }

  private static String texts(JsonObject item, String member, String separator) {
    return item.array(member).orElse(JsonArray.EMPTY).items().stream()
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .flatMap(part -> part.text("text").or(() -> part.text("refusal")).stream())
        .collect(Collectors.joining(separator));
  }
}

package dev.gander.provider.kit.anthropic;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.GrowingText;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.wire.BareCall;
import dev.gander.provider.kit.wire.ToolArguments;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the events of a messages stream. Text is delivered at once; thinking and calls when their
/// block is complete, each in a fragment of its own. Unknown events, and lines that are not JSON,
/// are skipped; an `error` event ends the answer.
final class MessagesDecoder implements AnswerDecoder {
  private final ClientEnvironment environment;
  private final Map<Long, Block> open = new TreeMap<>();
  private final BareCall bare = new BareCall();
  private final MessagesUsage usage = new MessagesUsage();
  private String id = "";
  private String model = "";
  private boolean stopped;
  private boolean over;
  private boolean counted;

  MessagesDecoder(ClientEnvironment environment) {
    this.environment = environment;
  }

  /// A block that is not complete yet.
  private sealed interface Block {
    record Call(String id, String name, GrowingText arguments) implements Block {}

    record Thought(StringBuilder thinking, StringBuilder signature) implements Block {}
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public boolean isWhole() {
    return stopped || over;
  }

  @Override
  public boolean toleratesGarbage() {
    return true;
  }

  @Override
  public void accept(Json json, Consumer<Delta> out) {
    if (!(json instanceof JsonObject event)) {
      return;
    }
    switch (event.text("type").orElse("")) {
      case "message_start" -> start(event.object("message").orElse(JsonObject.EMPTY));
      case "content_block_start" -> begin(event, out);
      case "content_block_delta" -> grow(event, out);
      case "content_block_stop" -> close(open.remove(index(event)), out);
      case "message_delta" -> change(event, out);
      case "message_stop" -> {
        event.object("usage").ifPresent(usage::merge);
        over = true;
      }
      case "error" -> throw failure(event.object("error").orElse(JsonObject.EMPTY));
      default -> {}
    }
  }

  @Override
  public boolean isSignOfLife(Json chunk) {
    return chunk instanceof JsonObject event
        && event.text("type").filter("ping"::equals).isPresent();
  }

  @Override
  public void end(Consumer<Delta> out) {
    giveBare(out);
    for (Block block : open.values()) {
      if (block instanceof Block.Call call) {
        say(ToolArguments.cutOff(call.id, call.arguments.toString()), out);
      } else {
        complete(block, out);
      }
    }
    open.clear();
    count(out);
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    // Unsigned thinking and half a call are useless.
    open.clear();
    bare.forget();
  }

  private void start(JsonObject message) {
    id = message.text("id").orElse("");
    model = message.text("model").orElse("");
    message.object("usage").ifPresent(usage::merge);
  }

  private void begin(JsonObject event, Consumer<Delta> out) {
    giveBare(out);
    JsonObject block = event.object("content_block").orElse(JsonObject.EMPTY);
    switch (block.text("type").orElse("")) {
      case "tool_use" ->
          open.put(
              index(event),
              new Block.Call(text(block, "id"), text(block, "name"), new GrowingText()));
      case "thinking" ->
          open.put(
              index(event),
              new Block.Thought(
                  new StringBuilder(text(block, "thinking")),
                  new StringBuilder(text(block, "signature"))));
      case "redacted_thinking" ->
          say(new Content.RedactedThinking(text(block, "data"), JsonObject.EMPTY), out);
      case "text" -> sayText(text(block, "text"), out);
      default -> {}
    }
  }

  private void grow(JsonObject event, Consumer<Delta> out) {
    JsonObject delta = event.object("delta").orElse(JsonObject.EMPTY);
    String type = text(delta, "type");
    if (type.equals("text_delta")) {
      sayText(text(delta, "text"), out);
      return;
    }
    switch (open.get(index(event))) {
      case Block.Call call when type.equals("input_json_delta") ->
          call.arguments.append(text(delta, "partial_json"));
      case Block.Thought thought when type.equals("thinking_delta") ->
          thought.thinking.append(text(delta, "thinking"));
      case Block.Thought thought when type.equals("signature_delta") ->
          thought.signature.append(text(delta, "signature"));
      case null, default -> {}
    }
  }

  private void close(@Nullable Block block, Consumer<Delta> out) {
    giveBare(out);
    if (block instanceof Block.Call call && call.arguments.isEmpty()) {
      bare.hold(call.id, call.name);
    } else {
      complete(block, out);
    }
  }

  private void giveBare(Consumer<Delta> out) {
    bare.given().ifPresent(call -> say(call, out));
  }

  private void complete(@Nullable Block block, Consumer<Delta> out) {
    switch (block) {
      case Block.Call(String callId, String name, GrowingText arguments) ->
          say(ToolArguments.request(callId, name, arguments, JsonObject.EMPTY), out);
      case Block.Thought(StringBuilder thinking, StringBuilder signature) -> {
        if (!thinking.isEmpty()) {
          say(new Content.Thinking(thinking.toString(), signature.toString()), out);
        }
      }
      case null -> {}
    }
  }

  private void change(JsonObject event, Consumer<Delta> out) {
    event.object("usage").ifPresent(usage::merge);
    JsonObject delta = event.object("delta").orElse(JsonObject.EMPTY);
    String reason = text(delta, "stop_reason");
    stopped |= !reason.isEmpty();
    if (reason.equals("max_tokens")) {
      out.accept(Delta.atLimit());
    }
    bare.stopped(reason).ifPresent(call -> say(call, out));
    JsonObject details = delta.object("stop_details").orElse(JsonObject.EMPTY);
    String why =
        details.text("explanation").orElse(details.isEmpty() ? "" : JsonText.write(details));
    if (reason.equals("refusal")) {
      count(out);
      throw new ProviderException.Refused(
          why.isEmpty() ? "The model declined to go on." : why,
          details.text("category").orElse(null));
    }
    sayText(why, out);
  }

  private static ProviderException failure(JsonObject error) {
    String message = error.text("message").orElse("the service gave no reason");
    return switch (text(error, "type")) {
      case "rate_limit_error" -> new ProviderException.RateLimited(message, null);
      case "authentication_error", "permission_error" ->
          new ProviderException.Authentication(message);
      default -> new ProviderException.ServerError(message, null);
    };
  }

  private void count(Consumer<Delta> out) {
    if (!counted && usage.isKnown()) {
      counted = true;
      out.accept(Delta.of(new ProviderUsage(model, usage.counts())));
    }
  }

  private void sayText(String text, Consumer<Delta> out) {
    if (!text.isEmpty()) {
      say(new Content.Text(text), out);
    }
  }

  private void say(Content content, Consumer<Delta> out) {
    if (id.isEmpty()) {
      id = "msg_" + environment.uuids().get();
    }
    out.accept(Delta.of(Message.assistant(id, environment.now(), content)));
  }

  private static String text(JsonObject object, String name) {
    return object.text(name).orElse("");
  }

  private static long index(JsonObject event) {
    return event.get("index") instanceof JsonNumber number && number.integer().isPresent()
        ? number.integer().getAsLong()
        : 0;
  }
}

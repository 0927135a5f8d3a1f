package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.adapters.llm.clouds.aws.AwsFailures;
import dev.gander.adapters.llm.clouds.aws.EventStreamReader;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.GrowingText;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.stream.ByteSource;
import dev.gander.provider.kit.stream.ChunkSource;
import dev.gander.provider.kit.wire.BareCall;
import dev.gander.provider.kit.wire.ToolArguments;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the events of a ConverseStream. Text is delivered at once, thinking and calls when their
/// block is complete. The answer ends with its `metadata`; an answer that ends without a stop
/// reason was cut off. Unknown events are skipped.
final class ConverseStreamDecoder implements AnswerDecoder {
  private final Map<Long, Block> open = new TreeMap<>();
  private final String model;
  private final String id;
  private final ClientEnvironment environment;
  private final BareCall bare = new BareCall();
  private @Nullable String stopped;
  private boolean over;

  /// @param model the requested model: the answer does not name it
  ConverseStreamDecoder(String model, ClientEnvironment environment) {
    this.model = model;
    this.id = "msg_" + environment.uuids().get();
    this.environment = environment;
  }

  /// A block that is not complete yet.
  private sealed interface Block {
    record Call(String id, String name, GrowingText input) implements Block {}

    record Thought(StringBuilder text, StringBuilder signature, RedactedBytes redacted)
        implements Block {}
  }

  @Override
  public ChunkSource chunks(ByteSource body) {
    return new EventStreamReader(body);
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void accept(Json chunk, Consumer<Delta> out) {
    if (chunk instanceof JsonObject(Map<String, Json> members)) {
      members.forEach(
          (type, event) ->
              event(type, event instanceof JsonObject object ? object : JsonObject.EMPTY, out));
    }
  }

  @Override
  public void end(Consumer<Delta> out) {
    giveBare(out);
    for (Block block : open.values()) {
      if (block instanceof Block.Call call) {
        say(ToolArguments.cutOff(call.id, call.input.toString()), out);
      } else {
        complete(block, out);
      }
    }
    open.clear();
    if (stopped != null) {
      ConverseEnd.check(stopped);
    }
  }

  @Override
  public boolean isWhole() {
    return stopped != null;
  }

  @Override
  public void breakOff(Consumer<Delta> out) {
    // Unsigned thinking and half a call are useless.
    open.clear();
    bare.forget();
  }

  private void event(String type, JsonObject event, Consumer<Delta> out) {
    switch (type) {
      case "contentBlockStart" -> begin(event, out);
      case "contentBlockDelta" -> grow(event, out);
      case "contentBlockStop" -> close(open.remove(index(event)), out);
      case "messageStop" -> stop(event.text("stopReason").orElse(""), out);
      case "metadata" -> {
        event.object("usage").map(it -> ConverseEnd.usage(model, it)).map(Delta::of).ifPresent(out);
        over = true;
      }
      case "exception" ->
          throw AwsFailures.inStream(
              event.text("type").orElse(""), event.text("message").orElse(""));
      default -> {}
    }
  }

  private void stop(String reason, Consumer<Delta> out) {
    stopped = reason;
    if (ConverseEnd.isAtLimit(reason)) {
      out.accept(Delta.atLimit());
    }
    bare.stopped(reason).ifPresent(call -> say(call, out));
  }

  private void begin(JsonObject event, Consumer<Delta> out) {
    giveBare(out);
    event
        .object("start")
        .flatMap(start -> start.object("toolUse"))
        .ifPresent(
            use ->
                open.put(
                    index(event),
                    new Block.Call(
                        use.text("toolUseId").orElse(""),
                        use.text("name").orElse(""),
                        new GrowingText())));
  }

  private void grow(JsonObject event, Consumer<Delta> out) {
    giveBare(out);
    JsonObject delta = event.object("delta").orElse(JsonObject.EMPTY);
    delta
        .text("text")
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> say(new Content.Text(text), out));
    if (open.get(index(event)) instanceof Block.Call call) {
      delta.object("toolUse").flatMap(use -> use.text("input")).ifPresent(call.input::append);
    }
    delta.object("reasoningContent").ifPresent(piece -> think(index(event), piece));
  }

  private void think(long index, JsonObject piece) {
    Block block =
        open.computeIfAbsent(
            index,
            _ -> new Block.Thought(new StringBuilder(), new StringBuilder(), new RedactedBytes()));
    if (block instanceof Block.Thought thought) {
      piece.text("text").ifPresent(thought.text::append);
      piece.text("signature").ifPresent(thought.signature::append);
      piece.text("redactedContent").ifPresent(thought.redacted::add);
    }
  }

  private void close(@Nullable Block block, Consumer<Delta> out) {
    giveBare(out);
    if (block instanceof Block.Call call && call.input.isEmpty()) {
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
      case Block.Call(String callId, String name, GrowingText input) ->
          say(ToolArguments.request(callId, name, input, JsonObject.EMPTY), out);
      case Block.Thought(var text, var signature, var redacted) -> {
        if (!text.isEmpty()) {
          say(new Content.Thinking(text.toString(), signature.toString()), out);
        }
        redacted
            .base64()
            .ifPresent(data -> say(new Content.RedactedThinking(data, JsonObject.EMPTY), out));
      }
      case null -> {}
    }
  }

  private void say(Content content, Consumer<Delta> out) {
    out.accept(Delta.of(Message.assistant(id, environment.now(), content)));
  }

  private static long index(JsonObject event) {
    return event.get("contentBlockIndex") instanceof JsonNumber number
            && number.integer().isPresent()
        ? number.integer().getAsLong()
        : 0;
  }
}

package dev.gander.provider.kit.openai;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.service.StatusErrors;
import dev.gander.provider.kit.wire.ThinkTags;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the chunks of a chat completion. Text and reasoning are delivered at once; tool calls are
/// collected until the service marks the end. Only the first choice counts, and all fragments have
/// one id, whatever the ids of later chunks.
public final class ChatDecoder implements AnswerDecoder {
  private final ClientEnvironment environment;
  private final CallPieces calls;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder inlineThoughts = new StringBuilder();
  private final ThinkTags tags = new ThinkTags(text::append, inlineThoughts::append);
  private final StringBuilder callThoughts = new StringBuilder();
  private String id = "";
  private String model = "";
  private @Nullable String thoughtSignature;
  private @Nullable ProviderUsage callUsage;
  private boolean reasoned;
  private boolean answered;
  private String finish = "";

  public ChatDecoder(ClientEnvironment environment) {
    this.environment = environment;
    this.calls = new CallPieces(environment.uuids());
  }

  @Override
  public void accept(Json json, Consumer<Delta> out) {
    if (!(json instanceof JsonObject chunk)) {
      throw new ProviderException.NetworkError("Stream decode error: a chunk is no object", null);
    }
    failOnError(chunk);
    learnId(chunk);
    model = chunk.text("model").filter(given -> !given.isEmpty()).orElse(model);
    JsonObject choice = firstChoice(chunk);
    if (choice == null) {
      if (calls.areWhole()) {
        giveCalls(out);
      }
      emit(List.of(), usage(chunk), out);
      return;
    }
    choice(chunk, choice, out);
  }

  /// Delivers content that a chunk contains in a form of its own, before the chunk is read.
  public void say(JsonObject chunk, Content content, Consumer<Delta> out) {
    learnId(chunk);
    emit(List.of(content), null, out);
  }

  private void learnId(JsonObject chunk) {
    id = id.isEmpty() ? chunk.text("id").orElse("") : id;
  }

  @Override
  public void end(Consumer<Delta> out) {
    giveRest(out);
    giveCalls(out);
  }

  /// As in goosed, text needs no end mark, nor do calls with complete arguments.
  @Override
  public boolean isWhole() {
    return !finish.isEmpty() || (calls.isEmpty() ? answered : calls.areWhole());
  }

  /// Calls are not delivered: they may be incomplete.
  @Override
  public void breakOff(Consumer<Delta> out) {
    giveRest(out);
    emit(takeCallThoughts(), callUsage, out);
  }

  private void giveRest(Consumer<Delta> out) {
    tags.end();
    List<Content> rest = takeText();
    if (!reasoned && !inlineThoughts.isEmpty()) {
      rest.add(thinking(inlineThoughts.toString()));
    }
    emit(rest, null, out);
  }

  private static void failOnError(JsonObject chunk) {
    boolean isError =
        chunk.get("error") instanceof JsonObject
            || chunk.get("error") instanceof JsonString
            || Json.of("error").equals(chunk.get("object"));
    if (isError) {
      throw StatusErrors.inStream(chunk);
    }
  }

  private static @Nullable JsonObject firstChoice(JsonObject chunk) {
    return chunk.get("choices") instanceof JsonArray(List<Json> choices)
            && !choices.isEmpty()
            && choices.getFirst() instanceof JsonObject choice
        ? choice
        : null;
  }

  private void choice(JsonObject chunk, JsonObject choice, Consumer<Delta> out) {
    JsonObject delta = choice.object("delta").orElse(JsonObject.EMPTY);
    String reason = choice.text("finish_reason").orElse("");
    boolean finished = !reason.isEmpty();
    finish = finished ? reason : finish;
    if (reason.equals("length")) {
      out.accept(Delta.atLimit());
    }
    String reasoning = reasoning(delta);
    reasoned |= !reasoning.isEmpty();
    String content = content(delta.get("content"));
    answered |= !content.isEmpty();
    tags.accept(content);
    for (Json piece : delta.array("tool_calls").orElse(JsonArray.EMPTY).items()) {
      if (piece instanceof JsonObject object) {
        calls.add(object);
      }
    }
    if (calls.isEmpty()) {
      List<Content> blocks = new ArrayList<>();
      if (!reasoning.isEmpty()) {
        blocks.add(thinking(reasoning));
      }
      blocks.addAll(takeText());
      ProviderUsage usage = finished || blocks.isEmpty() ? usage(chunk) : null;
      emit(blocks, usage, out);
      return;
    }
    callThoughts.append(reasoning);
    callUsage = usage(chunk) == null ? callUsage : usage(chunk);
    emit(takeText(), null, out);
    if (finished) {
      giveCalls(out);
    }
  }

  private void giveCalls(Consumer<Delta> out) {
    if (calls.isEmpty()) {
      return;
    }
    answered = true;
    tags.end();
    emit(takeText(), null, out);
    List<Content> blocks = takeCallThoughts();
    blocks.addAll(calls.take(thoughtSignature, finish));
    emit(blocks, callUsage, out);
    callUsage = null;
  }

  private List<Content> takeCallThoughts() {
    List<Content> blocks = new ArrayList<>();
    if (!callThoughts.isEmpty()) {
      blocks.add(thinking(callThoughts.toString()));
      callThoughts.setLength(0);
    }
    return blocks;
  }

  private static String reasoning(JsonObject delta) {
    String content = delta.text("reasoning_content").orElse("");
    return content.isEmpty() ? delta.text("reasoning").orElse("") : content;
  }

  private String content(@Nullable Json content) {
    return switch (content) {
      case JsonString(String plain) -> plain;
      case JsonArray(List<Json> parts) -> parts(parts);
      case null, default -> "";
    };
  }

  private String parts(List<Json> parts) {
    StringBuilder joined = new StringBuilder();
    for (Json json : parts) {
      if (json instanceof JsonObject part) {
        if (thoughtSignature == null) {
          thoughtSignature = part.text("thoughtSignature").orElse(null);
        }
        if (Json.of("text").equals(part.get("type"))) {
          joined.append(part.text("text").orElse(""));
        }
      }
    }
    return joined.toString();
  }

  private Content thinking(String thought) {
    return new Content.Thinking(thought, thoughtSignature == null ? "" : thoughtSignature);
  }

  private List<Content> takeText() {
    List<Content> blocks = new ArrayList<>();
    if (!text.isEmpty()) {
      blocks.add(new Content.Text(text.toString()));
      text.setLength(0);
    }
    return blocks;
  }

  private @Nullable ProviderUsage usage(JsonObject chunk) {
    return model.isEmpty()
        ? null
        : chunk
            .object("usage")
            .flatMap(ChatUsage::read)
            .map(tokens -> new ProviderUsage(model, tokens))
            .orElse(null);
  }

  private void emit(List<Content> blocks, @Nullable ProviderUsage usage, Consumer<Delta> out) {
    if (blocks.isEmpty() && usage == null) {
      return;
    }
    if (id.isEmpty()) {
      id = "msg_" + environment.uuids().get();
    }
    Message message =
        blocks.isEmpty()
            ? null
            : Message.assistant(id, environment.now(), blocks.toArray(Content[]::new));
    out.accept(new Delta(message, usage));
  }
}

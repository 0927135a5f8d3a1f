package dev.gander.application.budget;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.TokenCounter;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How many tokens a request or an answer has, from its texts: guessed by their characters, which
/// is cheap, or counted.
///
/// @param json writes arguments and schemas
record TextSize(Function<Json, String> json) {
  private static final int PER_MESSAGE = 4;
  private static final int PER_IMAGE = 1_000;

  /// Where texts, and values that are sent as JSON, go.
  private interface Sink {
    void text(String text);

    void value(Json value);
  }

  /// Guesses the size of a request.
  long guess(ProviderRequest request) {
    Guess guess = new Guess();
    return each(request, guess) + guess.tokens();
  }

  /// Counts a request, but stops soon after it has found more than `enough`.
  long count(ProviderRequest request, TokenCounter counter, long enough)
      throws InterruptedException {
    Written written = new Written(json, new ArrayList<>());
    long tokens = each(request, written);
    for (String text : written.texts()) {
      tokens += tokens > enough ? 0 : counter.count(text, enough - tokens);
    }
    return tokens;
  }

  private static long each(ProviderRequest request, Sink sink) {
    long besides = 0;
    sink.text(request.system());
    for (Message message : request.messages()) {
      besides += each(message, sink);
    }
    for (Tool tool : request.tools()) {
      sink.text(tool.name());
      @Nullable String description = tool.description();
      sink.text(description == null ? "" : description);
      sink.value(tool.inputSchema());
    }
    return besides;
  }

  private static long each(Message message, Sink sink) {
    long besides = PER_MESSAGE;
    for (Content content : message.content()) {
      besides += each(content, sink);
    }
    return besides;
  }

  /// Passes on the texts of a content, and returns the tokens that it has besides.
  private static long each(Content content, Sink sink) {
    switch (content) {
      case Content.Text text -> sink.text(text.text());
      case Content.Thinking thinking -> sink.text(thinking.thinking());
      case Content.ToolRequest(String _, Outcome.Success<ToolCall>(ToolCall call), var _) -> {
        sink.text(call.name());
        sink.value(call.argumentsOrEmpty());
      }
      case Content.ToolResponse(String _, Outcome.Success<ToolResult>(ToolResult result), var _) ->
          result.texts().forEach(sink::text);
      case Content.Image _ -> {
        return PER_IMAGE;
      }
      case Content.ToolRequest _,
          Content.ToolResponse _,
          Content.ToolConfirmationRequest _,
          Content.ActionRequired _,
          Content.FrontendToolRequest _,
          Content.RedactedThinking _,
          Content.SystemNotification _,
          Content.Unknown _ -> {
        return PER_MESSAGE;
      }
    }
    return 0;
  }

  /// The size of an answer while it streams in.
  static final class Answer {
    private final Guess guess = new Guess();

    void add(Message fragment) {
      for (Content content : fragment.content()) {
        var _ = each(content, guess);
      }
    }

    long tokens() {
      return guess.tokens();
    }
  }

  private record Written(Function<Json, String> json, List<String> texts) implements Sink {
    @Override
    public void text(String text) {
      texts.add(text);
    }

    @Override
    public void value(Json value) {
      texts.add(json.apply(value));
    }
  }

  /// Four letters of English are a token; in other scripts one may be. A value is not written for
  /// this: it may be huge.
  private static final class Guess implements Sink {
    private static final int CHARS_PER_TOKEN = 4;
    private static final char LAST_ASCII = 0x7f;

    /// Of a longer text, so many characters stand for the others.
    private static final int MOST_LOOKED_AT = 100_000;

    private long letters;
    private long others;

    @Override
    public void text(String text) {
      int length = text.length();
      int step = 1 + length / MOST_LOOKED_AT;
      long foreign = 0;
      for (int i = 0; i < length; i += step) {
        if (text.charAt(i) > LAST_ASCII) {
          foreign += step;
        }
      }
      foreign = Math.min(foreign, length);
      others += foreign;
      letters += length - foreign;
    }

    /// As long as it is in JSON, without what has to be escaped.
    @Override
    public void value(Json value) {
      switch (value) {
        case JsonString(String text) -> {
          letters += 2;
          text(text);
        }
        case JsonArray(List<Json> items) -> {
          letters += Math.max(2, items.size() + 1);
          items.forEach(this::value);
        }
        case JsonObject object -> {
          letters += Math.max(2, 4 * object.members().size() + 1);
          object
              .members()
              .forEach(
                  (name, member) -> {
                    text(name);
                    value(member);
                  });
        }
        case JsonNumber _, JsonBool _, JsonNull _ -> text(value.compact());
      }
    }

    long tokens() {
      return others + (letters + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }
  }
}

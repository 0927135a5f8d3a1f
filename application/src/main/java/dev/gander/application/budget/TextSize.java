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
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How many tokens a request or an answer has, from its texts: guessed by their characters, which
/// is cheap, or counted.
///
/// @param json writes arguments and schemas
record TextSize(Function<Json, String> json) {
  private static final int PER_MESSAGE = 4;
  private static final int PER_IMAGE = 1_000;

  /// Guesses the size of a request.
  long guess(ProviderRequest request) {
    Guess guess = new Guess();
    return each(request, guess::add, guess::add) + guess.tokens();
  }

  /// Counts a request, but stops soon after it has found more than `enough`.
  long count(ProviderRequest request, TokenCounter counter, long enough)
      throws InterruptedException {
    List<String> texts = new ArrayList<>();
    long tokens = each(request, texts::add, value -> texts.add(json.apply(value)));
    for (String text : texts) {
      tokens += tokens > enough ? 0 : counter.count(text, enough - tokens);
    }
    return tokens;
  }

  private static long each(ProviderRequest request, Consumer<String> texts, Consumer<Json> values) {
    long besides = 0;
    texts.accept(request.system());
    for (Message message : request.messages()) {
      besides += each(message, texts, values);
    }
    for (Tool tool : request.tools()) {
      texts.accept(tool.name());
      @Nullable String description = tool.description();
      texts.accept(description == null ? "" : description);
      values.accept(tool.inputSchema());
    }
    return besides;
  }

  private static long each(Message message, Consumer<String> texts, Consumer<Json> values) {
    long besides = PER_MESSAGE;
    for (Content content : message.content()) {
      besides += each(content, texts, values);
    }
    return besides;
  }

  /// Passes on the texts of a content, and returns the tokens that it has besides.
  private static long each(Content content, Consumer<String> texts, Consumer<Json> values) {
    switch (content) {
      case Content.Text text -> texts.accept(text.text());
      case Content.Thinking thinking -> texts.accept(thinking.thinking());
      case Content.ToolRequest(String _, Outcome.Success<ToolCall>(ToolCall call), var _) -> {
        texts.accept(call.name());
        values.accept(call.argumentsOrEmpty());
      }
      case Content.ToolResponse(String _, Outcome.Success<ToolResult>(ToolResult result), var _) ->
          result.texts().forEach(texts);
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
        var _ = each(content, guess::add, guess::add);
      }
    }

    long tokens() {
      return guess.tokens();
    }
  }

  /// Four letters of English are a token; in other scripts one may be.
  private static final class Guess {
    private static final int CHARS_PER_TOKEN = 4;
    private static final char LAST_ASCII = 0x7f;
    private static final int QUOTES = 2;
    private static final int BRACKETS = 2;
    private long letters;
    private long others;

    void add(String text) {
      int length = text.length();
      long foreign = 0;
      for (int i = 0; i < length; i++) {
        if (text.charAt(i) > LAST_ASCII) {
          foreign++;
        }
      }
      others += foreign;
      letters += length - foreign;
    }

    /// As long as its text, or nearly: most requests come with the schemas of the same tools, and
    /// need not be written for this.
    void add(Json value) {
      switch (value) {
        case JsonString(String text) -> add(text, QUOTES);
        case JsonObject(Map<String, Json> members) -> {
          letters += BRACKETS;
          members.forEach(
              (name, member) -> {
                add(name, QUOTES + ": ".length());
                add(member);
              });
        }
        case JsonArray(List<Json> items) -> {
          letters += BRACKETS + items.size();
          items.forEach(this::add);
        }
        case JsonNumber number -> letters += number.value().precision();
        case JsonBool _, JsonNull _ -> letters += "null".length();
      }
    }

    private void add(String text, int besides) {
      add(text);
      letters += besides;
    }

    long tokens() {
      return others + (letters + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
    }
  }
}

package dev.gander.domain.message;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Counts the tokens of tool calls, whose arguments the model gets as JSON text.
///
/// @param json writes arguments
record ArgumentTokens(TokenCounter counter, Function<Json, String> json) {
  /// The length from which arguments are not written only in order to be counted, in bytes: a copy
  /// of them may be too much for the memory.
  private static final int LONG = 4 * 1024 * 1024;

  /// A character that JSON has to escape takes six bytes at most, any other three.
  private static final int MOST_PER_CHAR = 6;

  /// The most tokens that a call can have, found without writing it.
  static long most(String id, ToolCall call) {
    return text(id) + text(call.name()) + mostBytes(call.argumentsOrEmpty());
  }

  /// Counts as [TokenCounter#count] does. Long arguments are counted value by value, as if each
  /// quote and bracket were a token: that is some more than in one piece.
  long of(String id, ToolCall call, long enough) throws InterruptedException {
    String start = id + ":" + call.name() + ":";
    JsonObject arguments = call.argumentsOrEmpty();
    if (mostBytes(arguments) < LONG) {
      return counter.count(start + json.apply(arguments), enough);
    }
    long tokens = counter.count(start, enough);
    return tokens > enough ? tokens : tokens + values(arguments, enough - tokens);
  }

  private long values(Json value, long enough) throws InterruptedException {
    return switch (value) {
      case JsonObject(Map<String, Json> members) -> members(members, enough);
      case JsonArray(List<Json> items) -> items(items, enough);
      case JsonString(String text) -> 2 + counter.count(text, enough);
      case JsonNumber _, JsonBool _, JsonNull _ -> counter.count(json.apply(value), enough);
    };
  }

  private long members(Map<String, Json> members, long enough) throws InterruptedException {
    long tokens = 2;
    for (Map.Entry<String, Json> member : members.entrySet()) {
      if (tokens > enough) {
        return tokens;
      }
      tokens += 3 + counter.count(member.getKey(), enough);
      tokens += values(member.getValue(), Math.max(0, enough - tokens));
    }
    return tokens;
  }

  private long items(List<Json> items, long enough) throws InterruptedException {
    long tokens = 2;
    for (Json item : items) {
      if (tokens > enough) {
        return tokens;
      }
      tokens += 1 + values(item, Math.max(0, enough - tokens));
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while counting a list");
      }
    }
    return tokens;
  }

  private static long mostBytes(Json value) {
    return switch (value) {
      case JsonObject(Map<String, Json> members) ->
          2 + members.entrySet().stream().mapToLong(ArgumentTokens::mostBytes).sum();
      case JsonArray(List<Json> items) ->
          2 + items.stream().mapToLong(item -> 1 + mostBytes(item)).sum();
      case JsonString(String text) -> text(text);
      case JsonNumber number -> number.text().length();
      case JsonBool _, JsonNull _ -> "false".length();
    };
  }

  private static long mostBytes(Map.Entry<String, Json> member) {
    return 2 + text(member.getKey()) + mostBytes(member.getValue());
  }

  private static long text(String text) {
    return 2 + (long) MOST_PER_CHAR * text.length();
  }
}

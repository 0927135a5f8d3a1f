package dev.gander.provider.kit.wire;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.GrowingText;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayDeque;
import java.util.Deque;

/// Reads the arguments of a tool call as the model wrote them. Blank text means `{}`, and so does a
/// value that is not an object. Raw control characters inside strings are tolerated; cut-off
/// arguments never are: running half a command is worse than asking again (goosed 1.39).
public final class ToolArguments {
  private static final int TAIL = 80;

  private ToolArguments() {}

  /// A request to run a tool, or the error in it.
  public static Content.ToolRequest request(String id, String name, String raw, JsonObject other) {
    return request(id, name, GrowingText.of(raw), other);
  }

  /// The same for arguments that came in pieces, which are not joined unless they are wrong: they
  /// may be huge.
  public static Content.ToolRequest request(
      String id, String name, GrowingText raw, JsonObject other) {
    return new Content.ToolRequest(id, parse(id, name, raw), other);
  }

  /// A request whose arguments are incomplete.
  public static Content.ToolRequest cutOff(String id, String raw) {
    return new Content.ToolRequest(id, Outcome.failure(truncated(id, raw)), JsonObject.EMPTY);
  }

  private static Outcome<ToolCall> parse(String id, String name, GrowingText raw) {
    if (raw.isBlank()) {
      return Outcome.success(new ToolCall(name, JsonObject.EMPTY));
    }
    try {
      return Outcome.success(new ToolCall(name, object(JsonText.parseMending(raw.pieces()))));
    } catch (JsonSyntaxException _) {
      return mended(id, name, raw.toString());
    }
  }

  private static Outcome<ToolCall> mended(String id, String name, String raw) {
    return isCutOff(raw) ? Outcome.failure(truncated(id, raw)) : repaired(id, name, raw);
  }

  private static Outcome<ToolCall> repaired(String id, String name, String raw) {
    try {
      return Outcome.success(
          new ToolCall(name, object(JsonText.parseMending(withEscapedControls(raw)))));
    } catch (JsonSyntaxException e) {
      return Outcome.failure(
          "-32602: Could not interpret tool use parameters for id "
              + id
              + ": they are no valid JSON ("
              + e.getMessage()
              + "). It was not run. Send the call again with well-formed JSON."
              + received(raw));
    }
  }

  private static String truncated(String id, String raw) {
    return "-32602: Could not interpret tool use parameters for id "
        + id
        + ": they break off before their end, probably at the output limit. It was not run. Send"
        + " the call again in smaller steps, for example a long file in several parts."
        + received(raw);
  }

  private static String received(String raw) {
    String tail = raw.length() <= TAIL ? raw : "…" + raw.substring(raw.length() - TAIL);
    return "\nReceived " + raw.length() + " characters, ending in: " + tail;
  }

  private static JsonObject object(Json value) {
    return value instanceof JsonObject object ? object : JsonObject.EMPTY;
  }

  /// Whether a string or a bracket is open at the end, or brackets don't match.
  public static boolean isCutOff(String raw) {
    Deque<Character> open = new ArrayDeque<>();
    boolean inString = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        open.push(c == '{' ? '}' : ']');
      } else if ((c == '}' || c == ']') && (open.isEmpty() || open.pop() != c)) {
        return true;
      }
    }
    return inString || !open.isEmpty();
  }

  /// Escapes control characters inside strings; between values line breaks and tabs are legal.
  private static String withEscapedControls(String raw) {
    StringBuilder text = new StringBuilder(raw.length() + 16);
    boolean inString = false;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '"') {
        inString = !inString;
      }
      if (inString && c == '\\' && i + 1 < raw.length()) {
        text.append(c).append(raw.charAt(++i));
      } else if (inString && c < 0x20) {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}

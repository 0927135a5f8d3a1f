package dev.gander.domain.permission;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// What a tool said about itself when the user allowed it for good. Two pins are of the same tool
/// if their digests are equal.
///
/// @param description as the extension gave it; the beginning of a long one
/// @param schema of the arguments, as text with sorted members; the beginning of a long one
/// @param digest SHA-256 of both as a whole
public record ToolPin(String description, String schema, String digest) {
  /// In characters: an extension can make its texts as long as it likes.
  public static final int MOST_KEPT = 20_000;

  /// @param json writes a value as text
  public static ToolPin of(Tool tool, Function<Json, String> json) {
    String description = tool.description() == null ? "" : tool.description();
    String schema = json.apply(sorted(tool.inputSchema()));
    return new ToolPin(kept(description), kept(schema), digest(description, schema));
  }

  public boolean isOfSameToolAs(ToolPin other) {
    return digest.equals(other.digest);
  }

  /// A server may write the same schema in another order each time.
  private static Json sorted(Json value) {
    return switch (value) {
      case JsonObject object -> {
        Map<String, Json> members = new TreeMap<>();
        object.members().forEach((name, member) -> members.put(name, sorted(member)));
        JsonObject.Builder builder = JsonObject.builder();
        members.forEach(builder::put);
        yield builder.build();
      }
      case JsonArray array -> new JsonArray(array.items().stream().map(ToolPin::sorted).toList());
      case Json other -> other;
    };
  }

  private static String kept(String text) {
    return text.length() <= MOST_KEPT ? text : text.substring(0, MOST_KEPT);
  }

  private static String digest(String description, String schema) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      // The length keeps the end of one text from being the beginning of the other.
      sha256.update((description.length() + ":").getBytes(StandardCharsets.UTF_8));
      sha256.update(description.getBytes(StandardCharsets.UTF_8));
      sha256.update(schema.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

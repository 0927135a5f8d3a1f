package dev.gander.adapters.http.call;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonDepth;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decodes a request body in goosed's order, with goosed's status codes and the beginnings of its
/// messages: media type (415), length (413), syntax (400), shape (422).
final class JsonBody {
  private JsonBody() {}

  static <T> T read(UnreadBody body, int limit, Function<JsonFields, T> reader) {
    requireJsonType(body.type());
    byte[] bytes = bytes(body, limit);
    Set<String> repeated = new HashSet<>();
    Json value = parse(bytes, repeated);
    try {
      return reader.apply(fields(value, repeated));
    } catch (InvalidShape e) {
      if (e.isExpectedWord()) {
        throw notJson(e.text());
      }
      throw new Refusal(
          422, "Failed to deserialize the JSON body into the target type: " + e.text(), e);
    }
  }

  /// `application/json` or `application/*+json`, in any case, with any parameters.
  private static void requireJsonType(@Nullable String header) {
    String type = header == null ? "" : header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean isJson =
        type.equals("application/json")
            || (type.startsWith("application/") && type.endsWith("+json"));
    if (!isJson) {
      throw new Refusal(415, "Expected request with `Content-Type: application/json`");
    }
  }

  private static byte[] bytes(UnreadBody body, int limit) {
    if (body.declaredLength() > limit) {
      throw tooLong();
    }
    try {
      byte[] bytes = body.stream().readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw tooLong();
      }
      return bytes;
    } catch (IOException e) {
      throw new ClientGone(e);
    }
  }

  private static Refusal tooLong() {
    return new Refusal(413, "Failed to buffer the request body: length limit exceeded");
  }

  private static Json parse(byte[] bytes, Set<String> repeated) {
    try {
      return JsonText.parse(bytes, repeated::add);
    } catch (JsonSyntaxException e) {
      throw notJson(e.text());
    }
  }

  private static Refusal notJson(String problem) {
    return new Refusal(400, "Failed to parse the request body as JSON: " + problem);
  }

  /// Members that nothing reads may be repeated and may nest to any depth: goosed skips them.
  private static JsonFields fields(Json value, Set<String> repeated) {
    JsonObject object = JsonFields.of(value).object();
    return new JsonFields(
        object,
        (name, member) -> {
          if (repeated.contains(name)) {
            throw new InvalidShape("duplicate field `" + name + "`");
          }
          if (JsonDepth.exceeds(JsonDepth.OF_GOOSE - 1, member)) {
            throw notJson("recursion limit exceeded in `" + name + "`");
          }
        });
  }
}

package dev.gander.adapters.http.call;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonDepth;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Decodes a request body in goosed's order, with goosed's status codes and the beginnings of its
/// messages: media type (415), length (413), syntax (400), shape (422).
final class JsonBody {
  private JsonBody() {}

  static Json read(UnreadBody body, int limit) {
    requireJsonType(body.type());
    return parse(body, limit, new HashSet<>());
  }

  static <T> T read(UnreadBody body, int limit, Function<JsonFields, T> reader) {
    requireJsonType(body.type());
    Set<String> repeated = new HashSet<>();
    Json value = parse(body, limit, repeated);
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

  /// A long body is not held beside what is read from it.
  private static Json parse(UnreadBody body, int limit, Set<String> repeated) {
    if (body.declaredLength() > limit) {
      throw tooLong();
    }
    try (InputStream bytes = new LimitedBody(body.stream(), limit)) {
      return parse(bytes, repeated);
    } catch (IOException | UncheckedIOException e) {
      throw new ClientGone(e);
    }
  }

  private static Json parse(InputStream bytes, Set<String> repeated) throws IOException {
    try {
      return JsonText.parse(bytes, repeated::add);
    } catch (JsonSyntaxException e) {
      // The client reads the answer after it has sent everything; and the length is checked first.
      bytes.transferTo(OutputStream.nullOutputStream());
      throw notJson(e.text());
    }
  }

  private static Refusal tooLong() {
    return new Refusal(413, "Failed to buffer the request body: length limit exceeded");
  }

  /// Refuses what is longer than the limit. Helidon closes the body itself.
  private static final class LimitedBody extends InputStream {
    private final InputStream body;
    private int left;

    LimitedBody(InputStream body, int limit) {
      this.body = body;
      this.left = limit;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = body.read(bytes, offset, length);
      left -= Math.max(0, count);
      if (left < 0) {
        throw tooLong();
      }
      return count;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
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

package dev.gander.adapters.http.call;

import dev.gander.adapters.http.stream.EventFeed;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The answer to a client, without the headers that every answer has.
public sealed interface Answer {
  String JSON = "application/json";
  String TEXT = "text/plain; charset=utf-8";

  /// The same answer; if it tells a failure, in other words.
  default Answer withErrorIn(UnaryOperator<String> words) {
    return this;
  }

  /// A copy with more headers.
  Answer with(Map<String, String> more);

  /// An answer of known length; `type` is null exactly when there is no body.
  final class Whole implements Answer {
    private final int status;
    private final @Nullable String type;
    private final byte[] body;
    private final Map<String, String> headers;

    private Whole(int status, @Nullable String type, byte[] body, Map<String, String> headers) {
      this.status = status;
      this.type = type;
      this.body = body;
      this.headers = headers;
    }

    /// The text of a failure may quote anything.
    @Override
    public Whole withErrorIn(UnaryOperator<String> words) {
      if (status < 400) {
        return this;
      }
      String text = words.apply(new String(body, StandardCharsets.UTF_8));
      return new Whole(status, type, text.getBytes(StandardCharsets.UTF_8), headers);
    }

    @Override
    public Whole with(Map<String, String> more) {
      return new Whole(status, type, body, joined(headers, more));
    }

    /// A copy with one more header.
    public Whole with(String header, String value) {
      return with(Map.of(header, value));
    }

    public int status() {
      return status;
    }

    public @Nullable String type() {
      return type;
    }

    /// Must not be modified.
    public byte[] body() {
      return body;
    }

    public Map<String, String> headers() {
      return headers;
    }
  }

  /// A long answer (status 200). It may take as long as its client keeps reading.
  record InPieces(String type, Pieces body, Map<String, String> headers) implements Answer {
    public InPieces(String type, Pieces body) {
      this(type, body, Map.of());
    }

    @Override
    public InPieces with(Map<String, String> more) {
      return new InPieces(type, body, joined(headers, more));
    }
  }

  /// A stream of server-sent events (status 200) that lasts until the feed or the client ends it.
  record Events(EventFeed feed, Map<String, String> headers) implements Answer {
    public Events(EventFeed feed) {
      this(feed, Map.of());
    }

    @Override
    public Events with(Map<String, String> more) {
      return new Events(feed, joined(headers, more));
    }
  }

  private static Map<String, String> joined(Map<String, String> headers, Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return Collections.unmodifiableMap(all);
  }

  static Whole json(Json value) {
    return json(200, value);
  }

  static Whole json(int status, Json value) {
    return new Whole(status, JSON, JsonText.bytes(value), Map.of());
  }

  static Whole text(String text) {
    return bytes(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  static Whole bytes(String type, byte[] body) {
    return new Whole(200, type, body, Map.of());
  }

  static Answer pieces(String type, Pieces body) {
    return body.areMany() ? new InPieces(type, body) : bytes(type, body.toArray());
  }

  /// 200 without a body.
  static Whole empty() {
    return new Whole(200, null, new byte[0], Map.of());
  }

  /// 202 without a body.
  static Whole accepted() {
    return new Whole(202, null, new byte[0], Map.of());
  }

  /// 302: it is elsewhere.
  ///
  /// @param location relative to the path that was asked for
  static Whole found(String location) {
    return new Whole(302, null, new byte[0], Map.of("location", location));
  }

  /// 304: the client has it already.
  static Whole notModified() {
    return new Whole(304, null, new byte[0], Map.of());
  }

  /// 204.
  static Whole noContent() {
    return new Whole(204, null, new byte[0], Map.of());
  }

  /// The one form of all errors: `{"message": …}`.
  static Whole error(int status, String message) {
    return json(status, JsonObject.of("message", Json.of(message)));
  }
}

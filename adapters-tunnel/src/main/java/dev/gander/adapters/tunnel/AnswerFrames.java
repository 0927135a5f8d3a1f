package dev.gander.adapters.tunnel;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/// The messages that answer one request. Their members are goose's: a relay that gets a whole
/// answer reads `body`, one that gets chunks joins `totalChunks` of them by `chunkIndex`, and one
/// that gets a stream passes each piece on until `isLastChunk`.
final class AnswerFrames {
  /// In bytes of UTF-8; some relays take messages of a million bytes.
  static final int LONGEST_CHUNK = 900_000;

  private static final Set<String> OF_OUR_CONNECTION =
      Set.of("connection", "keep-alive", "transfer-encoding");

  private final String request;
  private final RelaySocket socket;
  private final int status;
  private final Json headers;

  private AnswerFrames(String request, RelaySocket socket, int status, Json headers) {
    this.request = request;
    this.socket = socket;
    this.status = status;
    this.headers = headers;
  }

  static AnswerFrames of(String request, RelaySocket socket, int status, HttpHeaders headers) {
    JsonObject.Builder names = JsonObject.builder();
    headers
        .map()
        .forEach(
            (name, values) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              if (!lower.startsWith(":") && !OF_OUR_CONNECTION.contains(lower)) {
                names.put(lower, String.join(", ", values));
              }
            });
    return new AnswerFrames(request, socket, status, names.build());
  }

  /// Answers for the server. `error` is goose's; the rest is as the server would say it.
  static void refuse(String request, RelaySocket socket, int status, String reason)
      throws RelayGone, InterruptedException {
    AnswerFrames frames =
        new AnswerFrames(
            request, socket, status, JsonObject.of("content-type", Json.of("application/json")));
    String body = JsonText.write(JsonObject.of("message", Json.of(reason)));
    frames.send(frames.first(body).put("error", reason), Kind.WHOLE, false, false);
  }

  void whole(String body) throws RelayGone, InterruptedException {
    send(first(body), Kind.WHOLE, false, false);
  }

  void chunk(int index, int total, String body) throws RelayGone, InterruptedException {
    send(part(index, body).put("totalChunks", total), Kind.CHUNK, index == 0, index == total - 1);
  }

  void piece(int index, String body) throws RelayGone, InterruptedException {
    send(part(index, body), Kind.PIECE, index == 0, false);
  }

  void end(int index) throws RelayGone, InterruptedException {
    send(part(index, ""), Kind.PIECE, index == 0, true);
  }

  /// What the parts of an answer are; the words for the first and the last are the same for both.
  private enum Kind {
    WHOLE,
    CHUNK,
    PIECE
  }

  private JsonObject.Builder part(int index, String body) {
    return (index == 0 ? first(body) : frame().put("body", body)).put("chunkIndex", index);
  }

  private JsonObject.Builder first(String body) {
    return frame().put("headers", headers).put("body", body);
  }

  private JsonObject.Builder frame() {
    return JsonObject.builder().put("requestId", request).put("status", status);
  }

  private void send(JsonObject.Builder frame, Kind kind, boolean first, boolean last)
      throws RelayGone, InterruptedException {
    socket.send(
        JsonText.write(
            frame
                .put("isChunked", kind == Kind.CHUNK)
                .put("isStreaming", kind == Kind.PIECE)
                .put("isFirstChunk", first)
                .put("isLastChunk", last)
                .build()));
  }
}

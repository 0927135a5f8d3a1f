package dev.gander.adapters.http.stream;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;

/// One server-sent event frame, ready to be written. goosed writes a space after the colon, and
/// some clients rely on it.
public record SseFrame(String text) {

  public static SseFrame data(Json event) {
    return of("data: " + JsonText.write(event));
  }

  public static SseFrame data(long id, Json event) {
    return of("id: " + id + "\ndata: " + JsonText.write(event));
  }

  /// A frame that clients ignore.
  public static SseFrame comment(String text) {
    return of(": " + text);
  }

  /// This frame with a comment before it.
  public SseFrame after(String comment) {
    return new SseFrame(": " + comment + "\n" + text);
  }

  private static SseFrame of(String lines) {
    return new SseFrame(lines + "\n\n");
  }

  byte[] bytes() {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

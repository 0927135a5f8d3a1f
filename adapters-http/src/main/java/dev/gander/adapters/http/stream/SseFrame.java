package dev.gander.adapters.http.stream;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.nio.charset.StandardCharsets;

/// One server-sent event frame, ready to be written. goosed writes a space after the colon, and
/// some clients rely on it. Immutable.
public final class SseFrame {
  private static final byte[] DATA = utf8("data: ");
  private static final byte[] END = utf8("\n\n");

  /// Not as text: an event may be huge, and each form of it is another copy.
  private final byte[] bytes;

  private SseFrame(byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    this.bytes = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, bytes, at, part.length);
      at += part.length;
    }
  }

  public static SseFrame data(Json event) {
    return new SseFrame(DATA, JsonText.bytes(event), END);
  }

  public static SseFrame data(long id, Json event) {
    return new SseFrame(utf8("id: " + id + "\ndata: "), JsonText.bytes(event), END);
  }

  /// A frame that clients ignore.
  public static SseFrame comment(String text) {
    return new SseFrame(utf8(": " + text), END);
  }

  /// This frame with a comment before it.
  public SseFrame after(String comment) {
    return new SseFrame(utf8(": " + comment + "\n"), bytes);
  }

  /// The frame as it is written.
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /// The frame's own array: not to be changed.
  byte[] bytes() {
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

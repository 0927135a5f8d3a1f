package dev.gander.adapters.http.stream;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One server-sent event frame. goosed writes a space after the colon, and some clients rely on it.
/// Immutable.
public final class SseFrame {
  static final byte[] END = {'\n', '\n'};

  private final String head;

  /// Written when the client takes it: an event may be huge.
  private final @Nullable Json event;

  private SseFrame(String head, @Nullable Json event) {
    this.head = head;
    this.event = event;
  }

  public static SseFrame data(Json event) {
    return new SseFrame("data: ", event);
  }

  public static SseFrame data(long id, Json event) {
    return new SseFrame("id: " + id + "\ndata: ", event);
  }

  /// @param json an event that has been written as JSON already
  public static SseFrame written(String json) {
    return new SseFrame("data: " + json, null);
  }

  /// A frame that clients ignore.
  public static SseFrame comment(String text) {
    return new SseFrame(": " + text, null);
  }

  /// This frame with a comment before it.
  public SseFrame after(String comment) {
    return new SseFrame(": " + comment + "\n" + head, event);
  }

  void write(OutputStream out) throws IOException {
    out.write(head.getBytes(StandardCharsets.UTF_8));
    if (event != null) {
      JsonText.write(event, out);
    }
    out.write(END);
  }

  /// The frame as it is written.
  public String text() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

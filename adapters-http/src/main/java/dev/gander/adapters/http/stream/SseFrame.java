package dev.gander.adapters.http.stream;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// One server-sent event frame. goosed writes a space after the colon, and some clients rely on it.
/// Immutable.
public final class SseFrame {
  static final byte[] END = {'\n', '\n'};

  private final String head;
  private final Body body;

  /// What follows the head. Written when the client takes it: an event may be huge.
  public interface Body {
    void write(OutputStream out) throws IOException;
  }

  private record Written(String json) implements Body {
    @Override
    public void write(OutputStream out) throws IOException {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private SseFrame(String head, Body body) {
    this.head = head;
    this.body = body;
  }

  public static SseFrame data(Json event) {
    return new SseFrame("data: ", out -> JsonText.write(event, out));
  }

  public static SseFrame data(long id, Json event) {
    return new SseFrame(head(id), out -> JsonText.write(event, out));
  }

  /// @param id without line breaks
  public static SseFrame data(String id, Json event) {
    return new SseFrame("id: " + id + "\ndata: ", out -> JsonText.write(event, out));
  }

  /// @param event writes one line of JSON
  public static SseFrame data(Body event) {
    return new SseFrame("data: ", event);
  }

  /// @param event writes one line of JSON
  public static SseFrame data(long id, Body event) {
    return new SseFrame(head(id), event);
  }

  private static String head(long id) {
    return "id: " + id + "\ndata: ";
  }

  /// @param json an event that has been written as JSON already
  public static SseFrame written(String json) {
    return new SseFrame("data: ", new Written(json));
  }

  /// A frame that clients ignore.
  public static SseFrame comment(String text) {
    return new SseFrame(": " + text, _ -> {});
  }

  /// This frame with a comment before it.
  public SseFrame after(String comment) {
    return new SseFrame(": " + comment + "\n" + head, body);
  }

  void write(OutputStream out) throws IOException {
    out.write(head.getBytes(StandardCharsets.UTF_8));
    body.write(out);
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

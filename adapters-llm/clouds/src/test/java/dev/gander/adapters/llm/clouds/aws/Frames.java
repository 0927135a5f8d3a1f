package dev.gander.adapters.llm.clouds.aws;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;

/// Messages of an event stream as Amazon's own encoder writes them.
public final class Frames {
  private Frames() {}

  public static byte[] event(String type, String payload) {
    return frame(
        Map.of(":message-type", "event", ":event-type", type, ":content-type", "application/json"),
        payload);
  }

  public static byte[] exception(String type, String payload) {
    return frame(Map.of(":message-type", "exception", ":exception-type", type), payload);
  }

  public static byte[] frame(Map<String, String> headers, String payload) {
    Map<String, HeaderValue> values = new LinkedHashMap<>();
    headers.forEach((name, value) -> values.put(name, HeaderValue.fromString(value)));
    return encoded(values, payload);
  }

  static byte[] encoded(Map<String, HeaderValue> headers, String payload) {
    ByteBuffer bytes =
        new Message(headers, payload.getBytes(StandardCharsets.UTF_8)).toByteBuffer();
    byte[] frame = new byte[bytes.remaining()];
    bytes.get(frame);
    return frame;
  }
}

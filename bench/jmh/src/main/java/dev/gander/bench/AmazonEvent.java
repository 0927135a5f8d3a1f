package dev.gander.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Writes one message of `application/vnd.amazon.eventstream`: lengths with their checksum,
/// headers, payload, and a checksum of the whole.
final class AmazonEvent {
  private static final int AROUND = 16;
  private static final byte TEXT = 7;

  private AmazonEvent() {}

  static byte[] of(String type, String json) {
    byte[] headers = headers(":message-type", "event", ":event-type", type);
    byte[] payload = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer event = ByteBuffer.allocate(AROUND + headers.length + payload.length);
    event.putInt(event.capacity()).putInt(headers.length);
    event.putInt(checksum(event)).put(headers).put(payload);
    return event.putInt(checksum(event)).array();
  }

  private static byte[] headers(String... namesAndValues) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      byte[] name = namesAndValues[i].getBytes(StandardCharsets.UTF_8);
      byte[] value = namesAndValues[i + 1].getBytes(StandardCharsets.UTF_8);
      out.write(name.length);
      out.writeBytes(name);
      out.write(TEXT);
      out.write(value.length >> 8);
      out.write(value.length);
      out.writeBytes(value);
    }
    return out.toByteArray();
  }

  private static int checksum(ByteBuffer written) {
    CRC32 checksum = new CRC32();
    checksum.update(written.array(), 0, written.position());
    return (int) checksum.getValue();
  }
}

package dev.gander.adapters.llm.clouds.aws;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.stream.ByteSource;
import dev.gander.provider.kit.stream.ChunkSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Extracts the messages of an `application/vnd.amazon.eventstream` body. A message is its total
/// length, the length of its headers, a checksum over these two, the headers, the payload, and a
/// checksum over everything before it; numbers are big-endian. An event becomes the chunk `{"<its
/// type>": <its payload>}`, an exception `{"exception": {"type", "message"}}`. One thread.
public final class EventStreamReader implements ChunkSource {
  private static final int PRELUDE = 12;
  private static final int CHECKSUM = 4;
  private static final int LONGEST = 24 * 1024 * 1024;
  private static final int TEXT = 7;

  private final ByteSource body;

  /// An answer consists of hundreds of events of one type.
  private String lastType = "";

  private String lastOpening = "{\"\":";

  public EventStreamReader(ByteSource body) {
    this.body = body;
  }

  @Override
  public @Nullable String next() throws IOException, InterruptedException {
    byte[] prelude = new byte[PRELUDE];
    int count = body.read(prelude, 0, PRELUDE);
    if (count < 0) {
      return null;
    }
    fill(prelude, count);
    check(prelude, PRELUDE);
    ByteBuffer lengths = ByteBuffer.wrap(prelude);
    int total = lengths.getInt();
    int headers = lengths.getInt();
    if (total > LONGEST || headers < 0 || headers > total - PRELUDE - CHECKSUM) {
      throw new IOException("a message of the answer has impossible lengths");
    }
    byte[] message = new byte[total];
    System.arraycopy(prelude, 0, message, 0, PRELUDE);
    fill(message, PRELUDE);
    check(message, total);
    return chunk(
        headers(ByteBuffer.wrap(message, PRELUDE, headers)),
        new String(
            message,
            PRELUDE + headers,
            total - PRELUDE - headers - CHECKSUM,
            StandardCharsets.UTF_8));
  }

  private String chunk(Map<String, String> headers, String payload) {
    return switch (headers.getOrDefault(":message-type", "event")) {
      case "exception" ->
          exception(headers.getOrDefault(":exception-type", "unknown"), message(payload));
      case "error" ->
          exception(
              headers.getOrDefault(":error-code", "unknown"),
              headers.getOrDefault(":error-message", ""));
      default ->
          opening(headers.getOrDefault(":event-type", ""))
              + (payload.isBlank() ? "{}" : payload)
              + "}";
    };
  }

  private String opening(String type) {
    if (!type.equals(lastType)) {
      lastType = type;
      lastOpening = "{" + JsonText.write(Json.of(type)) + ":";
    }
    return lastOpening;
  }

  private static String exception(String type, String message) {
    JsonObject exception = JsonObject.builder().put("type", type).put("message", message).build();
    return JsonText.write(JsonObject.of("exception", exception));
  }

  private static String message(String payload) {
    try {
      return JsonText.parse(payload) instanceof JsonObject json
          ? json.text("message").or(() -> json.text("Message")).orElse("")
          : "";
    } catch (JsonSyntaxException e) {
      return "";
    }
  }

  private void fill(byte[] target, int from) throws IOException, InterruptedException {
    for (int at = from; at < target.length; ) {
      int count = body.read(target, at, target.length - at);
      if (count < 0) {
        throw new EOFException("the answer broke off inside a message");
      }
      at += count;
    }
  }

  /// Compares the last four bytes with the checksum of those before them.
  private static void check(byte[] bytes, int length) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes, 0, length - CHECKSUM);
    if (ByteBuffer.wrap(bytes).getInt(length - CHECKSUM) != (int) sum.getValue()) {
      throw new IOException("a message of the answer is damaged");
    }
  }

  /// The headers with string values.
  private static Map<String, String> headers(ByteBuffer bytes) throws IOException {
    Map<String, String> headers = new HashMap<>();
    try {
      while (bytes.hasRemaining()) {
        String name = text(bytes, Byte.toUnsignedInt(bytes.get()));
        int type = bytes.get();
        String value = text(bytes, length(type, bytes));
        if (type == TEXT) {
          headers.put(name, value);
        }
      }
      return headers;
    } catch (BufferUnderflowException e) {
      throw new IOException("a message of the answer has damaged headers", e);
    }
  }

  /// The number of bytes that a header's value takes: booleans none, numbers 1, 2, 4 or 8, a time
  /// 8, an id 16; strings and bytes contain their own length.
  private static int length(int type, ByteBuffer bytes) throws IOException {
    return switch (type) {
      case 0, 1 -> 0;
      case 2 -> 1;
      case 3 -> 2;
      case 4 -> 4;
      case 5, 8 -> 8;
      case 6, TEXT -> Short.toUnsignedInt(bytes.getShort());
      case 9 -> 16;
      default -> throw new IOException("a message of the answer has headers of an unknown kind");
    };
  }

  private static String text(ByteBuffer bytes, int length) {
    byte[] text = new byte[length];
    bytes.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }
}

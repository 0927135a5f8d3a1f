package dev.gander.provider.kit.wire;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/// The bytes of a request or of a message in it, in arrays that follow each other, which nobody may
/// change: what has many megabytes is neither copied nor written twice to be one array.
public record Payload(List<byte[]> parts) {
  public Payload {
    parts = List.copyOf(parts);
  }

  /// No byte.
  public static final Payload EMPTY = new Payload(List.of());

  public static Payload of(byte[] whole) {
    return new Payload(List.of(whole));
  }

  public static Payload of(Json value) {
    return new Payload(JsonText.blocks(value));
  }

  public boolean isEmpty() {
    return length() == 0;
  }

  /// A loop: asked of each message of a conversation, several times a request.
  public long length() {
    long length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    return length;
  }

  /// All of them, from the first on.
  public InputStream open() {
    return new SequenceInputStream(
        Collections.enumeration(parts.stream().map(ByteArrayInputStream::new).toList()));
  }

  /// In one array, which is a copy if there are several.
  public byte[] bytes() {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    byte[] whole = new byte[Math.toIntExact(length())];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }
}

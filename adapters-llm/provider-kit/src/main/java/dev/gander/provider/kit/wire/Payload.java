package dev.gander.provider.kit.wire;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/// The bytes of a request, in arrays that follow each other, which nobody may change: a message of
/// many megabytes is not copied only to stand between others.
public record Payload(List<byte[]> parts) {
  public Payload {
    parts = List.copyOf(parts);
  }

  public static Payload of(byte[] whole) {
    return new Payload(List.of(whole));
  }

  public long length() {
    return parts.stream().mapToLong(part -> part.length).sum();
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

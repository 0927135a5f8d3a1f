package dev.gander.provider.kit.wire;

import dev.gander.domain.json.Json;
import dev.gander.json.jackson.JsonText;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The bytes of a request or of a message in it, in arrays that follow each other, which nobody may
/// change: what has many megabytes is neither copied nor written twice to be one array.
public final class Payload {
  /// No byte.
  public static final Payload EMPTY = new Payload(List.of());

  private final byte[][] parts;

  /// Asked of each message of a conversation, several times a request: to look for the arrays of
  /// 10,000 of them in memory takes milliseconds.
  private final long length;

  public Payload(List<byte[]> parts) {
    this.parts = parts.toArray(byte[][]::new);
    long sum = 0;
    for (byte[] part : parts) {
      sum += part.length;
    }
    this.length = sum;
  }

  public static Payload of(byte[] whole) {
    return new Payload(List.of(whole));
  }

  public static Payload of(Json value) {
    return new Payload(JsonText.blocks(value));
  }

  public List<byte[]> parts() {
    return List.of(parts);
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /// In bytes.
  public long length() {
    return length;
  }

  /// All of them, from the first on.
  public InputStream open() {
    return new SequenceInputStream(
        Collections.enumeration(Arrays.stream(parts).map(ByteArrayInputStream::new).toList()));
  }

  /// In one array, which is a copy if there are several.
  public byte[] bytes() {
    if (parts.length == 1) {
      return parts[0];
    }
    byte[] whole = new byte[Math.toIntExact(length)];
    copyTo(whole, 0);
    return whole;
  }

  /// @return the index behind the last byte
  int copyTo(byte[] target, int start) {
    int at = start;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, target, at, part.length);
      at += part.length;
    }
    return at;
  }
}

package dev.gander.json.jackson;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects valid UTF-8 as a string. Of a long one, each piece becomes a string as soon as it is
/// there, and these are joined without another copy: as bytes first, 50 MB would be there four
/// times while the JDK makes a string of them. One thread.
final class Utf8Pieces extends OutputStream {
  private static final int FIRST = 512;
  private static final int PIECE = 64 * 1024;

  private final List<String> pieces = new ArrayList<>(0);
  private byte[] bytes = new byte[FIRST];
  private int used;

  @Override
  public void write(int value) {
    makeRoom();
    bytes[used++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int start, int count) {
    int at = start;
    int left = count;
    while (left > 0) {
      makeRoom();
      int fits = Math.min(left, bytes.length - used);
      System.arraycopy(source, at, bytes, used, fits);
      used += fits;
      at += fits;
      left -= fits;
    }
  }

  private void makeRoom() {
    if (used < bytes.length) {
      return;
    }
    if (bytes.length < PIECE) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    } else {
      endPiece();
    }
  }

  /// The last character stays: some of its bytes may be missing.
  private void endPiece() {
    int end = used - 1;
    while (isContinuation(bytes[end])) {
      end--;
    }
    pieces.add(new String(bytes, 0, end, StandardCharsets.UTF_8));
    System.arraycopy(bytes, end, bytes, 0, used - end);
    used -= end;
  }

  private static boolean isContinuation(byte unit) {
    return (unit & 0xC0) == 0x80;
  }

  /// Everything so far.
  @Override
  public String toString() {
    String rest = new String(bytes, 0, used, StandardCharsets.UTF_8);
    if (pieces.isEmpty()) {
      return rest;
    }
    List<String> all = new ArrayList<>(pieces);
    all.add(rest);
    return String.join("", all);
  }
}

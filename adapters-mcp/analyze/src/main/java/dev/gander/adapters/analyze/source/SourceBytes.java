package dev.gander.adapters.analyze.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gander.adapters.analyze.source.Mark.Stretch;
import java.util.Arrays;

/// The bytes of a source file. Those that are not UTF-8 are shown as replacement characters.
public final class SourceBytes {
  private final byte[] bytes;
  private final int[] newlines;

  public SourceBytes(byte[] bytes) {
    this.bytes = bytes;
    newlines = newlines(bytes);
  }

  private static int[] newlines(byte[] bytes) {
    int[] found = new int[64];
    int count = 0;
    for (int at = 0; at < bytes.length; at++) {
      if (bytes[at] == '\n') {
        found = count == found.length ? Arrays.copyOf(found, count * 2) : found;
        found[count++] = at;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /// Not a copy.
  public byte[] bytes() {
    return bytes;
  }

  /// A last line counts without a newline at its end, too.
  public int lines() {
    boolean ended = bytes.length == 0 || bytes[bytes.length - 1] == '\n';
    return newlines.length + (ended ? 0 : 1);
  }

  /// The line of a byte, from 1.
  int lineOf(int offset) {
    int found = Arrays.binarySearch(newlines, offset);
    return 1 + (found >= 0 ? found : -found - 1);
  }

  String text(Stretch part) {
    return new String(bytes, part.start(), part.end() - part.start(), UTF_8);
  }
}

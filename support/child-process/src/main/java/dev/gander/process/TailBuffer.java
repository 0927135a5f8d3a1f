package dev.gander.process;

import java.nio.charset.StandardCharsets;

/// The last bytes of a potentially endless stream. Thread-safe.
final class TailBuffer {
  /// Nobody recognises the rest of a secret that was cut through, to hide it: a line without its
  /// beginning is left out, or as much of it as may belong to a secret.
  static final int LONGEST_SECRET = 8 * 1024;

  private final byte[] ring;
  private long written;

  TailBuffer(int capacity) {
    ring = new byte[capacity];
  }

  synchronized void add(byte[] bytes, int length) {
    int skipped = Math.max(0, length - ring.length);
    for (int i = skipped; i < length; i++) {
      ring[(int) ((written + i) % ring.length)] = bytes[i];
    }
    written += length;
  }

  /// The bytes as text; invalid UTF-8 is replaced. If there were more, it begins with a whole line,
  /// unless lines are very long.
  synchronized String text() {
    int kept = (int) Math.min(written, ring.length);
    int skipped = kept < written ? cutThrough(kept) : 0;
    byte[] tail = new byte[kept - skipped];
    for (int i = 0; i < tail.length; i++) {
      tail[i] = at(kept - skipped - i);
    }
    return new String(tail, StandardCharsets.UTF_8);
  }

  private int cutThrough(int kept) {
    int most = Math.min(kept, LONGEST_SECRET);
    int skipped = 0;
    while (skipped < most) {
      skipped++;
      if (at(kept - skipped + 1) == '\n') {
        break;
      }
    }
    return skipped;
  }

  /// @param fromEnd 1 for the last byte
  private byte at(int fromEnd) {
    return ring[(int) ((written - fromEnd) % ring.length)];
  }
}

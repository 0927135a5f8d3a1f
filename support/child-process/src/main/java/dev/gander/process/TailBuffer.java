package dev.gander.process;

import java.nio.charset.StandardCharsets;

/// The last bytes of a potentially endless stream. Thread-safe.
final class TailBuffer {
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

  /// The bytes as text; invalid UTF-8 is replaced.
  synchronized String text() {
    int kept = (int) Math.min(written, ring.length);
    byte[] tail = new byte[kept];
    for (int i = 0; i < kept; i++) {
      tail[i] = ring[(int) ((written - kept + i) % ring.length)];
    }
    return new String(tail, StandardCharsets.UTF_8);
  }
}

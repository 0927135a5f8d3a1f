package dev.gander.adapters.http.server;

import java.nio.ByteBuffer;
import java.util.function.IntConsumer;

/// Finds RST_STREAM frames (RFC 9113, 6.4) in the bytes that an HTTP/2 client sends, however they
/// are split. It only looks; Helidon gets the same bytes.
final class FrameScanner {
  private static final int PREFACE = 24;
  private static final int HEADER = 9;
  private static final int RST_STREAM = 3;

  private final IntConsumer onReset;
  private final byte[] header = new byte[HEADER];
  private int headerLength;

  /// Bytes of the preface or of a frame's payload that are still to come.
  private int skip = PREFACE;

  FrameScanner(IntConsumer onReset) {
    this.onReset = onReset;
  }

  void scan(byte[] bytes) {
    int at = 0;
    while (at < bytes.length) {
      if (skip > 0) {
        int skipped = Math.min(skip, bytes.length - at);
        skip -= skipped;
        at += skipped;
      } else {
        header[headerLength++] = bytes[at++];
        if (headerLength == HEADER) {
          frame();
        }
      }
    }
  }

  private void frame() {
    headerLength = 0;
    skip = number(0) >>> 8;
    if (header[3] == RST_STREAM) {
      onReset.accept(number(5) & Integer.MAX_VALUE);
    }
  }

  private int number(int at) {
    return ByteBuffer.wrap(header).getInt(at);
  }
}

package dev.gander.adapters.mcp.developer.shell;

import java.util.Arrays;
import java.util.function.Consumer;

/// Cuts a stream into lines, each with its line feed; an endless line comes in pieces without one.
/// Not thread-safe.
final class LineSplitter {
  private static final int LONGEST = LimitedText.MAX_BYTES;

  private final Consumer<byte[]> lines;
  private byte[] pending = new byte[256];
  private int length;
  private boolean inLine;

  LineSplitter(Consumer<byte[]> lines) {
    this.lines = lines;
  }

  void feed(byte[] bytes, int count) {
    int start = 0;
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        keep(bytes, start, i + 1);
        emit();
        start = i + 1;
      }
    }
    keep(bytes, start, count);
    if (length >= LONGEST) {
      emit();
    }
  }

  /// The end of the stream also ends a line.
  void end() {
    if (length > 0 || inLine) {
      keep(new byte[] {'\n'}, 0, 1);
      emit();
    }
  }

  private void keep(byte[] bytes, int from, int to) {
    int count = to - from;
    if (length + count > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(2 * pending.length, length + count));
    }
    System.arraycopy(bytes, from, pending, length, count);
    length += count;
  }

  private void emit() {
    inLine = pending[length - 1] != '\n';
    lines.accept(Arrays.copyOf(pending, length));
    length = 0;
  }
}

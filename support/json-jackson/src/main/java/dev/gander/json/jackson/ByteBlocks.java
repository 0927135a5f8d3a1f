package dev.gander.json.jackson;

import java.io.OutputStream;

/// Collects bytes in one array after the other. One thread.
abstract class ByteBlocks extends OutputStream {
  /// Those that came last.
  byte[] current;

  /// Of [#current].
  int used;

  ByteBlocks(int first) {
    current = new byte[first];
  }

  /// Sees to it that there is room for at least one more byte.
  abstract void makeRoom();

  @Override
  public final void write(int value) {
    makeRoom();
    current[used++] = (byte) value;
  }

  @Override
  public final void write(byte[] source, int start, int count) {
    int at = start;
    int left = count;
    while (left > 0) {
      makeRoom();
      int fits = Math.min(left, current.length - used);
      System.arraycopy(source, at, current, used, fits);
      used += fits;
      at += fits;
      left -= fits;
    }
  }
}

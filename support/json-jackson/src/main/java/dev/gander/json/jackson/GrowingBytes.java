package dev.gander.json.jackson;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Collects bytes without copying what is already there: a text of 50 MB must not need 200 while it
/// grows. One thread.
final class GrowingBytes extends OutputStream {
  private static final int FIRST = 512;
  private static final int LARGEST = 1024 * 1024;

  private final List<byte[]> full = new ArrayList<>(0);
  private byte[] current = new byte[FIRST];
  private int used;
  private int before;

  @Override
  public void write(int value) {
    makeRoom();
    current[used++] = (byte) value;
  }

  @Override
  public void write(byte[] source, int start, int count) {
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

  private void makeRoom() {
    if (used == current.length) {
      full.add(current);
      before = Math.addExact(before, used);
      current = new byte[Math.min(LARGEST, 2 * current.length)];
      used = 0;
    }
  }

  /// All bytes so far.
  byte[] toByteArray() {
    byte[] all = new byte[Math.addExact(before, used)];
    int at = 0;
    for (byte[] block : full) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    System.arraycopy(current, 0, all, at, used);
    return all;
  }
}

package dev.gander.json.jackson;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Collects bytes without copying what is already there. Of a content that turns out to be huge it
/// only keeps the length, so that it can be written again into an array of just that size: in
/// blocks and as an array, 50 MB would need 100. One thread.
final class GrowingBytes extends OutputStream {
  private static final int FIRST = 512;
  private static final int LARGEST = 1024 * 1024;

  private final int huge;
  private final List<byte[]> full = new ArrayList<>(0);
  private byte[] current;
  private int used;
  private int before;

  /// @param huge from this length on, nothing is kept
  GrowingBytes(int huge) {
    this(huge, FIRST);
  }

  private GrowingBytes(int huge, int first) {
    this.huge = huge;
    this.current = new byte[first];
  }

  /// For a content whose length is known, and which is kept.
  static GrowingBytes ofLength(int length) {
    return new GrowingBytes(Integer.MAX_VALUE, length);
  }

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
    if (used < current.length) {
      return;
    }
    before = Math.addExact(before, used);
    used = 0;
    if (isHuge()) {
      full.clear();
    } else {
      full.add(current);
      current = new byte[Math.min(LARGEST, 2 * current.length)];
    }
  }

  int length() {
    return Math.addExact(before, used);
  }

  /// Whether the bytes are not there.
  boolean isHuge() {
    return before >= huge;
  }

  /// All bytes so far.
  byte[] toByteArray() {
    if (used == current.length && full.isEmpty()) {
      return current;
    }
    byte[] all = new byte[length()];
    int at = 0;
    for (byte[] block : full) {
      System.arraycopy(block, 0, all, at, block.length);
      at += block.length;
    }
    System.arraycopy(current, 0, all, at, used);
    return all;
  }
}

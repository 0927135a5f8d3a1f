package dev.gander.json.jackson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects bytes without copying what is already there. Of a content that turns out to be huge it
/// only keeps the length, so that it can be written again into an array of just that size: in
/// blocks and as an array, 50 MB would need 100. One thread.
final class GrowingBytes extends ByteBlocks {
  private static final int FIRST = 512;
  private static final int LARGEST = 1024 * 1024;

  private final int huge;
  private final List<byte[]> full = new ArrayList<>(0);
  private int before;

  /// @param huge from this length on, nothing is kept
  GrowingBytes(int huge) {
    this(huge, FIRST);
  }

  private GrowingBytes(int huge, int first) {
    super(first);
    this.huge = huge;
  }

  /// For a content whose length is known, and which is kept.
  static GrowingBytes ofLength(int length) {
    return new GrowingBytes(Integer.MAX_VALUE, length);
  }

  @Override
  void makeRoom() {
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

  /// All bytes so far, in the arrays that they have been collected in.
  List<byte[]> toBlocks() {
    full.add(used == current.length ? current : Arrays.copyOf(current, used));
    return List.copyOf(full);
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

package dev.gander.adapters.http.call;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Bytes, kept in the chunks in which they arrive. A single array would be copied whenever it gets
/// too small, which takes three times the memory of a long answer.
public final class Pieces extends OutputStream {
  private static final int SIZE = 64 << 10;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[SIZE];
  private int used;

  @Override
  public void write(int b) {
    makeRoom();
    last[used++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    int at = from;
    while (at < from + length) {
      makeRoom();
      int fitting = Math.min(from + length - at, SIZE - used);
      System.arraycopy(bytes, at, last, used, fitting);
      used += fitting;
      at += fitting;
    }
  }

  public long length() {
    return (long) full.size() * SIZE + used;
  }

  /// Whether there are enough bytes to write them piece by piece.
  boolean areMany() {
    return !full.isEmpty();
  }

  /// All bytes, for short answers.
  byte[] toArray() {
    if (areMany()) {
      throw new IllegalStateException("the pieces do not fit into one");
    }
    return Arrays.copyOf(last, used);
  }

  /// Handles one piece, of which the first `length` bytes count.
  public interface Use {
    void of(byte[] piece, int length) throws IOException;
  }

  public void forEach(Use use) throws IOException {
    for (byte[] piece : full) {
      use.of(piece, SIZE);
    }
    use.of(last, used);
  }

  private void makeRoom() {
    if (used == SIZE) {
      full.add(last);
      last = new byte[SIZE];
      used = 0;
    }
  }
}

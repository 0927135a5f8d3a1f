package dev.gander.json.jackson;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Collects valid UTF-8 as a string. Of a long one, each piece becomes a string as soon as it is
/// there, and these are joined without another copy: as bytes first, 50 MB would be there four
/// times while the JDK makes a string of them. One thread.
final class Utf8Pieces extends ByteBlocks {
  private static final int FIRST = 512;
  private static final int PIECE = 64 * 1024;

  private final List<String> pieces = new ArrayList<>(0);

  Utf8Pieces() {
    super(FIRST);
  }

  @Override
  void makeRoom() {
    if (used < current.length) {
      return;
    }
    if (current.length < PIECE) {
      current = Arrays.copyOf(current, 2 * current.length);
    } else {
      endPiece();
    }
  }

  /// The last character stays: some of its bytes may be missing.
  private void endPiece() {
    int end = used - 1;
    while (isContinuation(current[end])) {
      end--;
    }
    pieces.add(new String(current, 0, end, StandardCharsets.UTF_8));
    System.arraycopy(current, end, current, 0, used - end);
    used -= end;
  }

  private static boolean isContinuation(byte unit) {
    return (unit & 0xC0) == 0x80;
  }

  /// Everything so far.
  @Override
  public String toString() {
    String rest = new String(current, 0, used, StandardCharsets.UTF_8);
    if (pieces.isEmpty()) {
      return rest;
    }
    List<String> all = new ArrayList<>(pieces);
    all.add(rest);
    return String.join("", all);
  }
}

package dev.gander.domain.message;

import java.io.Reader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A text that is put together from fragments. It takes time linear in its length, and while a long
/// one becomes a string, twice its size. Not thread-safe.
public final class GrowingText {
  /// From this length on, in chars, a fragment is kept as it is.
  private static final int LONG = 4 * 1024;

  private static final int LONGEST_TAIL = 64 * 1024;

  private final List<String> pieces = new ArrayList<>(0);
  private final StringBuilder tail = new StringBuilder();
  private int length;

  public void append(String fragment) {
    length = Math.addExact(length, fragment.length());
    if (fragment.length() >= LONG) {
      endPiece();
      pieces.add(fragment);
      return;
    }
    tail.append(fragment);
    if (tail.length() >= LONGEST_TAIL) {
      endPiece();
    }
  }

  private void endPiece() {
    if (!tail.isEmpty()) {
      pieces.add(tail.toString());
      tail.setLength(0);
    }
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /// In chars.
  public int length() {
    return length;
  }

  /// Reads the text so far without putting it together.
  public Reader reader() {
    endPiece();
    return new PieceReader(List.copyOf(pieces).iterator());
  }

  /// The text so far.
  @Override
  public String toString() {
    endPiece();
    if (pieces.size() > 1) {
      String joined = String.join("", pieces);
      pieces.clear();
      pieces.add(joined);
    }
    return pieces.isEmpty() ? "" : pieces.getFirst();
  }

  private static final class PieceReader extends Reader {
    private final Iterator<String> rest;
    private String piece = "";
    private int next;

    private PieceReader(Iterator<String> pieces) {
      this.rest = pieces;
    }

    @Override
    public int read(char[] target, int start, int count) {
      while (next == piece.length() && rest.hasNext()) {
        piece = rest.next();
        next = 0;
      }
      int taken = Math.min(count, piece.length() - next);
      piece.getChars(next, next + taken, target, start);
      next += taken;
      return taken == 0 && count > 0 ? -1 : taken;
    }

    @Override
    public void close() {}
  }
}

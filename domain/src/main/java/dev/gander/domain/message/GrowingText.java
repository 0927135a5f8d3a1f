package dev.gander.domain.message;

import java.util.ArrayList;
import java.util.List;

/// A text that is put together from fragments. It takes time linear in its length, and while a long
/// one becomes a string, twice its size. Not thread-safe.
public final class GrowingText {
  /// From this length on, in chars, a fragment is kept as it is.
  private static final int LONG = 4 * 1024;

  private static final int LONGEST_TAIL = 64 * 1024;

  private final List<String> pieces = new ArrayList<>(0);
  private final StringBuilder tail = new StringBuilder();

  /// Begins with a text.
  public static GrowingText of(String text) {
    GrowingText whole = new GrowingText();
    whole.append(text);
    return whole;
  }

  public void append(String fragment) {
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
    return tail.isEmpty() && pieces.isEmpty();
  }

  public boolean isBlank() {
    return tail.chars().allMatch(Character::isWhitespace)
        && pieces.stream().allMatch(String::isBlank);
  }

  /// The text so far, as texts that follow each other.
  public List<String> pieces() {
    endPiece();
    return List.copyOf(pieces);
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
}

package dev.gander.adapters.acp.update;

import java.util.ArrayList;
import java.util.List;

/// Cuts long texts, since some clients end a connection at a message of more than 1 MiB.
final class TextPieces {
  /// In characters, each of which takes six bytes at most.
  private static final int LONGEST = 160_000;

  private TextPieces() {}

  /// The text in pieces; never in the middle of a character. An empty text is one piece.
  static List<String> of(String text) {
    if (text.length() <= LONGEST) {
      return List.of(text);
    }
    List<String> pieces = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      int end = Math.min(start + LONGEST, text.length());
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }
}

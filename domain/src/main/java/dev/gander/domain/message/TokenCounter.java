package dev.gander.domain.message;

/// Counts how many tokens a text is for a model. Any thread; the first call may take longer than
/// the others.
public interface TokenCounter {
  /// 0 for the empty text; otherwise at least 1 and at most as many as the text has bytes in UTF-8.
  /// Control tokens are counted as the characters they are written with, and half a surrogate pair
  /// is a character like others. The time grows with the length of the text, not with its square.
  int count(String text);
}

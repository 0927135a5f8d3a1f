package dev.gander.domain.message;

/// Counts the tokens of a text. Thread-safe; the first call may take longer than later ones.
public interface TokenCounter {
  /// 0 for an empty text; otherwise at least 1 and at most the length of the text in UTF-8 bytes.
  /// Control tokens are counted by the characters that spell them, and half a surrogate pair counts
  /// as any other character. Takes time linear in the length of the text, not quadratic.
  int count(String text);
}

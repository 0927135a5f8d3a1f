package dev.gander.domain.message;

/// Counts the tokens of a text. Thread-safe; the first call may take longer than later ones.
public interface TokenCounter {
  /// Counts the tokens of a text, but stops soon after it has found more than `enough`.
  ///
  /// Control tokens are counted by the characters that spell them, and half a surrogate pair counts
  /// as any other character. Takes time linear in the length of the text, not quadratic, and memory
  /// that does not grow with it. What no model could read in one piece (a text of millions of
  /// characters, a word of thousands) may be estimated: within a few percent if the text is alike
  /// throughout.
  ///
  /// @param enough tokens beyond which the exact number does not matter, at least 0
  /// @return 0 for an empty text, otherwise at least 1 and at most the length of the text in UTF-8
  ///   bytes, where half a surrogate pair has three; any number above `enough` if there are more
  /// @throws InterruptedException if the thread is interrupted while it counts a long text
  long count(String text, long enough) throws InterruptedException;
}

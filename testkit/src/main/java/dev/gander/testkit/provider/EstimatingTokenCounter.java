package dev.gander.testkit.provider;

import dev.gander.domain.message.TokenCounter;

/// Counts every four bytes as a token.
public final class EstimatingTokenCounter implements TokenCounter {
  private static final int BYTES = 4;

  /// How many chars are looked at before a limit or an interrupt counts.
  private static final int PIECE = 8 * 1024;

  @Override
  public long count(String text, long enough) throws InterruptedException {
    long bytes = 0;
    for (int start = 0; start < text.length() && bytes / BYTES <= enough; start += PIECE) {
      bytes += bytes(text, start, Math.min(text.length(), start + PIECE));
      if (start + PIECE < text.length() && Thread.interrupted()) {
        throw new InterruptedException("interrupted after " + start + " chars");
      }
    }
    return (bytes + BYTES - 1) / BYTES;
  }

  private static long bytes(String text, int start, int end) {
    return text.substring(start, end).chars().mapToLong(EstimatingTokenCounter::bytes).sum();
  }

  /// In UTF-8; each half of a surrogate pair has half of its four bytes.
  private static long bytes(int letter) {
    if (letter < 0x80) {
      return 1;
    }
    return letter < 0x800 || Character.isSurrogate((char) letter) ? 2 : 3;
  }
}

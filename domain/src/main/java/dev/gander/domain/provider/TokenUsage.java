package dev.gander.domain.provider;

import org.jspecify.annotations.Nullable;

/// Token counts of one model call, or sums of them; null is unknown, which is not 0.
public record TokenUsage(
    @Nullable Long input,
    @Nullable Long output,
    @Nullable Long total,
    @Nullable Long cacheRead,
    @Nullable Long cacheWrite) {
  public static final TokenUsage UNKNOWN = new TokenUsage(null, null, null, null, null);

  /// Counts as a service gave them; the total is what it said, else the sum of what is known.
  public static TokenUsage of(@Nullable Long input, @Nullable Long output, @Nullable Long total) {
    return new TokenUsage(input, output, total == null ? sum(input, output) : total, null, null);
  }

  public TokenUsage withCache(@Nullable Long read, @Nullable Long write) {
    return new TokenUsage(input, output, total, read, write);
  }

  /// Adds field by field: unknown plus unknown stays unknown, otherwise unknown counts as 0.
  public TokenUsage plus(TokenUsage more) {
    return new TokenUsage(
        sum(input, more.input),
        sum(output, more.output),
        sum(total, more.total),
        sum(cacheRead, more.cacheRead),
        sum(cacheWrite, more.cacheWrite));
  }

  private static @Nullable Long sum(@Nullable Long a, @Nullable Long b) {
    if (a == null) {
      return b;
    }
    return b == null ? a : Long.valueOf(a + b);
  }
}

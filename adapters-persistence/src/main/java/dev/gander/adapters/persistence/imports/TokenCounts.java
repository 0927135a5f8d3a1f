package dev.gander.adapters.persistence.imports;

import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.TokenUsage;
import org.jspecify.annotations.Nullable;

/// The token counts in a transcript. `input` includes tokens read from and written to a cache.
record TokenCounts(long input, long output, long cacheRead, long cacheWrite) {
  static final TokenCounts NONE = new TokenCounts(0, 0, 0, 0);

  TokenCounts plus(TokenCounts more) {
    return new TokenCounts(
        input + more.input,
        output + more.output,
        cacheRead + more.cacheRead,
        cacheWrite + more.cacheWrite);
  }

  TokenUsage usage() {
    return TokenUsage.of(input, output, null)
        .withCache(unlessZero(cacheRead), unlessZero(cacheWrite));
  }

  /// A count; 0 if it is not an integer. Nothing larger fits goose's database, and sums cannot
  /// overflow.
  static long of(JsonObject counts, String name) {
    return counts.get(name) instanceof JsonNumber number && number.integer().isPresent()
        ? Math.clamp(number.integer().getAsLong(), 0, Integer.MAX_VALUE)
        : 0;
  }

  private static @Nullable Long unlessZero(long count) {
    return count == 0 ? null : Long.valueOf(count);
  }
}

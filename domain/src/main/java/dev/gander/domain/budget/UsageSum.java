package dev.gander.domain.budget;

import dev.gander.domain.model.TokenUsage;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The usage of one group.
///
/// @param group such as a day or a session; null for what belongs to none
/// @param unpriced how many of the model calls had no price
public record UsageSum(
    @Nullable String group,
    long input,
    long output,
    long cacheRead,
    long cacheWrite,
    long nanoDollars,
    long unpriced,
    long modelCalls,
    long toolCalls,
    long millis) {

  /// The order of answers: days by time, newest first; anything else by cost, then tokens, the most
  /// first.
  public static Comparator<UsageSum> order(UsageGroup group) {
    Comparator<UsageSum> byName =
        Comparator.comparing(sum -> Objects.requireNonNullElse(sum.group(), ""));
    return group == UsageGroup.DAY
        ? byName.reversed()
        : Comparator.comparingLong(UsageSum::nanoDollars)
            .thenComparingLong(sum -> sum.input() + sum.output())
            .reversed()
            .thenComparing(byName);
  }

  public static UsageSum of(@Nullable String group, UsageEntry entry) {
    UsageEntry.ModelCall call = entry.call();
    TokenUsage tokens = call == null ? TokenUsage.UNKNOWN : call.tokens();
    return new UsageSum(
        group,
        orZero(tokens.input()),
        orZero(tokens.output()),
        orZero(tokens.cacheRead()),
        orZero(tokens.cacheWrite()),
        call == null ? 0 : orZero(call.nanoDollars()),
        call != null && call.nanoDollars() == null ? 1 : 0,
        call == null ? 0 : 1,
        entry.toolCalls(),
        entry.millis());
  }

  /// Two sums of the same group.
  public UsageSum plus(UsageSum more) {
    return new UsageSum(
        group,
        input + more.input,
        output + more.output,
        cacheRead + more.cacheRead,
        cacheWrite + more.cacheWrite,
        nanoDollars + more.nanoDollars,
        unpriced + more.unpriced,
        modelCalls + more.modelCalls,
        toolCalls + more.toolCalls,
        millis + more.millis);
  }

  static long orZero(@Nullable Long count) {
    return count == null ? 0 : count;
  }
}

package dev.gander.domain.budget;

import dev.gander.domain.model.CallPurpose;
import dev.gander.domain.model.TokenUsage;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// One thing that was used: a model call, or what a turn did besides.
///
/// @param day in the server's time zone
/// @param call null for what a turn did besides
public record UsageEntry(
    Instant at, LocalDate day, Payer payer, @Nullable ModelCall call, long toolCalls, long millis) {

  /// A call of a model.
  ///
  /// @param tokens unknown counts are 0
  /// @param nanoDollars null for a model without a price
  /// @param estimated whether the counts are ours, because the service sent none or impossible ones
  public record ModelCall(
      String provider,
      String model,
      CallPurpose purpose,
      TokenUsage tokens,
      @Nullable Long nanoDollars,
      boolean estimated) {}

  /// What it adds to the accounts of its payer.
  public Spending spending() {
    if (call == null) {
      return new Spending(0, 0, 0, toolCalls, millis);
    }
    return new Spending(
        UsageSum.orZero(call.tokens().total()),
        UsageSum.orZero(call.nanoDollars()),
        1,
        toolCalls,
        millis);
  }
}

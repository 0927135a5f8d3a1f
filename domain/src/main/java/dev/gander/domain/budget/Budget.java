package dev.gander.domain.budget;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/// How much of one measure an account may spend.
public record Budget(Account account, Measure measure, long most) {
  private static final double NEARLY = 0.8;

  /// Whether a request to the model may be sent. Tokens, cost and calls must suffice for what it
  /// sends; what it answers may exceed them. Without tool calls the model can still answer: only
  /// after it has asked for more than there were, it is not asked again.
  ///
  /// @param used what was spent, and what requests under way will at least spend
  /// @param more what this request will at least spend
  public boolean allows(Spending used, Spending more) {
    long spent = used.of(measure);
    return measure == Measure.TOOL_CALLS
        ? spent <= most
        : spent < most && more.of(measure) <= most - spent;
  }

  /// What is left, at least 0.
  public long left(Spending used) {
    return Math.max(0, most - used.of(measure));
  }

  /// Whether people should be told that little is left.
  public boolean isNearlySpent(Spending used) {
    return most > 0 && used.of(measure) >= most * NEARLY;
  }

  /// When everything may be spent again; empty if only someone who raises the limit can change
  /// that.
  public Optional<Instant> freeAgain(ZoneId zone) {
    return account.day() == null
        ? Optional.empty()
        : Optional.of(account.day().plusDays(1).atStartOfDay(zone).toInstant());
  }
}

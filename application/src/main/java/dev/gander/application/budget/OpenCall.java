package dev.gander.application.budget;

import dev.gander.domain.budget.Spending;
import dev.gander.domain.model.ProviderUsage;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// A model call under way: what was reserved for it, and what has been heard of it. For the thread
/// that pulls; any thread may end it.
final class OpenCall {
  /// A service that reports less than this share of what we see has not counted.
  private static final long FAR_FROM = 8;

  private static final long MOST_TOKENS = 1_000_000_000_000L;

  private final Budgets budgets;
  private final Charged to;
  private final ProviderRequest request;
  private final Sent sent;
  private final TextSize.Answer heard;
  private final AtomicBoolean isOver = new AtomicBoolean();
  private volatile TokenUsage reported = TokenUsage.UNKNOWN;
  private volatile String model;

  /// What is known about the request.
  ///
  /// @param guess its size in tokens; null if no budget depends on it
  record Sent(
      String provider,
      boolean toAgent,
      List<Accounts.Line> lines,
      Spending reserved,
      @Nullable Long guess) {}

  OpenCall(Budgets budgets, Charged to, ProviderRequest request, Sent sent, TextSize.Answer heard) {
    this.budgets = budgets;
    this.to = to;
    this.request = request;
    this.sent = sent;
    this.heard = heard;
    this.model = request.model().modelName();
  }

  Charged to() {
    return to;
  }

  ProviderRequest request() {
    return request;
  }

  Sent sent() {
    return sent;
  }

  /// The model that answered, as far as the service has told.
  String model() {
    return model;
  }

  void hear(Delta delta) {
    ProviderUsage usage = delta.usage();
    if (usage != null) {
      reported = reported.plus(usage.tokens());
      model = usage.model();
    }
    if (delta.message() != null) {
      heard.add(delta.message());
    }
  }

  /// The answer has ended, or nobody wants the rest.
  void end() {
    if (isOver.compareAndSet(false, true)) {
      budgets.settle(this, used());
    }
  }

  /// The service has not answered.
  void fail() {
    if (isOver.compareAndSet(false, true)) {
      budgets.settle(this, new Used(TokenUsage.of(0L, 0L, null), false));
    }
  }

  /// @param estimated whether the counts are ours
  record Used(TokenUsage tokens, boolean estimated) {}

  private Used used() {
    Long input = reported.input();
    Long output = reported.output();
    return input == null || output == null || !isPlausible(input, output)
        ? new Used(estimated(input, output), true)
        : new Used(bounded(input, output), false);
  }

  private boolean isPlausible(long input, long output) {
    return input >= 0 && output >= 0 && input + output != 0 && !isFarFromSeen(input, output);
  }

  /// An agent does more than we see. Without a budget nobody looks.
  private boolean isFarFromSeen(long input, long output) {
    Long guess = sent.guess();
    return guess != null
        && !sent.toAgent()
        && (input < guess / FAR_FROM || output < heard.tokens() / FAR_FROM);
  }

  private TokenUsage estimated(@Nullable Long input, @Nullable Long output) {
    Long known = sent.guess();
    long guess = known == null ? budgets.guess(request) : known;
    return bounded(atLeast(guess, input), atLeast(heard.tokens(), output));
  }

  private static long atLeast(long guess, @Nullable Long count) {
    return count == null ? guess : Math.max(guess, count);
  }

  /// A sum of impossible numbers must not become a small one.
  private TokenUsage bounded(long input, long output) {
    long in = Math.min(input, MOST_TOKENS);
    long out = Math.min(output, MOST_TOKENS);
    return TokenUsage.of(in, out, in + out)
        .withCache(part(reported.cacheRead(), in), part(reported.cacheWrite(), in));
  }

  private static @Nullable Long part(@Nullable Long count, long whole) {
    return count == null ? null : Long.valueOf(Math.clamp(count, 0, whole));
  }
}

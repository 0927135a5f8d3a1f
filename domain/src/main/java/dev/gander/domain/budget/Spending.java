package dev.gander.domain.budget;

/// What was used, or may be used at once. Sums stop at the largest number instead of starting over.
///
/// @param tokens input and output
/// @param nanoDollars billionths of a US dollar; calls of models without a price add nothing
/// @param millis of turns
public record Spending(
    long tokens, long nanoDollars, long modelCalls, long toolCalls, long millis) {
  public static final Spending NONE = new Spending(0, 0, 0, 0, 0);
  public static final Spending OF_A_MODEL_CALL = new Spending(0, 0, 1, 0, 0);
  private static final double NANOS = 1e9;

  public static Spending ofToolCalls(long calls) {
    return new Spending(0, 0, 0, calls, 0);
  }

  public static Spending ofTime(long millis) {
    return new Spending(0, 0, 0, 0, millis);
  }

  /// Prices are computed in dollars. A price that no service has is as much as can be counted.
  public static long nanoDollars(double dollars) {
    return Math.max(0, Math.round(dollars * NANOS));
  }

  public long of(Measure measure) {
    return switch (measure) {
      case TOKENS -> tokens;
      case COST -> nanoDollars;
      case MODEL_CALLS -> modelCalls;
      case TOOL_CALLS -> toolCalls;
      case TIME -> millis;
    };
  }

  public Spending plus(Spending more) {
    return new Spending(
        sum(tokens, more.tokens),
        sum(nanoDollars, more.nanoDollars),
        sum(modelCalls, more.modelCalls),
        sum(toolCalls, more.toolCalls),
        sum(millis, more.millis));
  }

  /// Takes back what was added before.
  public Spending minus(Spending less) {
    return new Spending(
        tokens - less.tokens,
        nanoDollars - less.nanoDollars,
        modelCalls - less.modelCalls,
        toolCalls - less.toolCalls,
        millis - less.millis);
  }

  private static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }
}

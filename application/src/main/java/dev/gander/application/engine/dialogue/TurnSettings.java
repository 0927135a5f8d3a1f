package dev.gander.application.engine.dialogue;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.Settings;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.session.SessionType;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The settings of a turn, read when needed. An invalid value is logged and counts as not set: it
/// must not keep a user from talking to the agent.
public final class TurnSettings {
  private static final System.Logger LOG = System.getLogger(TurnSettings.class.getName());
  public static final String CALLS_KEY = "GANDER_MAX_TOOL_CALLS";
  public static final String TOOL_TIME_KEY = "GANDER_TOOL_TIMEOUT";
  public static final String COMPACTION_TIME_KEY = "GANDER_COMPACTION_TIMEOUT";
  public static final String REPETITIONS_KEY = "GANDER_MAX_TOOL_REPETITIONS";
  public static final String REVIEW_TIME_KEY = "GANDER_REVIEW_TIMEOUT";
  public static final String REVIEW_FAILURE_KEY = "GANDER_REVIEW_FAILURE";
  private static final int DEFAULT_MAX_CALLS = 100;
  private static final int DEFAULT_MOST_REFUSED_STOPS = 8;
  private static final Duration DEFAULT_COMPACTION_TIME = Duration.ofMinutes(30);
  private static final Duration DEFAULT_REVIEW_TIME = Duration.ofMinutes(1);
  private static final Duration NEVER = Duration.ofDays(365);
  private static final int RECIPE_CHECK_SECONDS = 300;
  private static final int RECIPE_ON_FAILURE_SECONDS = 600;
  private static final int DEFAULT_MAX_ROUNDS = 1_000;
  private static final int DEFAULT_MAX_ROUNDS_OF_GATEWAY = 5;
  private static final int DEFAULT_MAX_RESPONSE_SIZE = 200_000;
  private static final double DEFAULT_THRESHOLD = 0.8;
  private static final int LEAST_CALLS = 10;
  private static final int MOST_CALLS = 500;

  private final TypedSettings settings;

  public TurnSettings(Settings settings) {
    this.settings = new TypedSettings(settings);
  }

  /// `GOOSE_MAX_TURNS`: how many model requests a turn may make.
  public int maxRounds(SessionType type) {
    if (type != SessionType.GATEWAY) {
      return number("GOOSE_MAX_TURNS", DEFAULT_MAX_ROUNDS);
    }
    return number(
        "GOOSE_GATEWAY_MAX_TURNS", number("GOOSE_MAX_TURNS", DEFAULT_MAX_ROUNDS_OF_GATEWAY));
  }

  /// `GOOSE_MAX_TOOL_RESPONSE_SIZE` in characters (1.39).
  public int maxToolResponseSize() {
    return number("GOOSE_MAX_TOOL_RESPONSE_SIZE", DEFAULT_MAX_RESPONSE_SIZE);
  }

  /// `GOOSE_RECIPE_RETRY_TIMEOUT_SECONDS`: how long a check of a recipe may take.
  public Duration recipeCheckTime() {
    return Duration.ofSeconds(number("GOOSE_RECIPE_RETRY_TIMEOUT_SECONDS", RECIPE_CHECK_SECONDS));
  }

  /// `GOOSE_RECIPE_ON_FAILURE_TIMEOUT_SECONDS`: how long the command before a new attempt may take.
  public Duration recipeOnFailureTime() {
    return Duration.ofSeconds(
        number("GOOSE_RECIPE_ON_FAILURE_TIMEOUT_SECONDS", RECIPE_ON_FAILURE_SECONDS));
  }

  /// `GANDER_MAX_TOOL_CALLS`: how many tool calls of one answer are run.
  public int mostCallsPerAnswer() {
    return number(CALLS_KEY, DEFAULT_MAX_CALLS);
  }

  /// `GANDER_TOOL_TIMEOUT` in seconds: how long any tool may take. By default without limit, since
  /// a command may run for hours; extensions have limits of their own.
  public Duration toolTime() {
    return seconds(TOOL_TIME_KEY, NEVER);
  }

  /// `GANDER_APPROVAL_TIMEOUT` in seconds: how long the user may take to approve a call before it
  /// counts as declined; empty for ever.
  public Optional<Duration> approvalTime() {
    Duration time = seconds("GANDER_APPROVAL_TIMEOUT", NEVER);
    return time.equals(NEVER) ? Optional.empty() : Optional.of(time);
  }

  /// `GANDER_COMPACTION_TIMEOUT` in seconds: how long summarizing a conversation may take, with all
  /// attempts.
  public Duration compactionTime() {
    return seconds(COMPACTION_TIME_KEY, DEFAULT_COMPACTION_TIME);
  }

  /// `GOOSE_STOP_HOOK_BLOCK_CAP`: how often in a row hooks may keep a turn from ending (1.39).
  public int mostRefusedStops() {
    return number("GOOSE_STOP_HOOK_BLOCK_CAP", DEFAULT_MOST_REFUSED_STOPS);
  }

  public boolean namesSessions() {
    return !truth("GOOSE_DISABLE_SESSION_NAMING").orElse(false);
  }

  /// `SECURITY_PROMPT_ENABLED`: whether dangerous-looking calls require confirmation.
  public boolean asksAboutDanger() {
    return truth("SECURITY_PROMPT_ENABLED_OVERRIDE")
        .or(() -> truth("SECURITY_PROMPT_ENABLED"))
        .orElse(false);
  }

  /// `SECURITY_PROMPT_THRESHOLD`: the minimum confidence of a reported finding.
  public double dangerThreshold() {
    return decimal("SECURITY_PROMPT_THRESHOLD", DEFAULT_THRESHOLD);
  }

  /// `GANDER_MAX_TOOL_REPETITIONS`: how often a tool may be called in a row with the same
  /// arguments; a number for all tools, or a map from names of tools to numbers. Empty for without
  /// limit.
  public OptionalInt mostRepetitions(String tool) {
    try {
      OptionalLong limit = settings.integer(REPETITIONS_KEY, tool);
      return limit.isEmpty() || limit.getAsLong() <= 0
          ? OptionalInt.empty()
          : OptionalInt.of(Math.clamp(limit.getAsLong(), 1, Integer.MAX_VALUE - 1));
    } catch (InvalidInput e) {
      LOG.log(Level.WARNING, e.text());
      return OptionalInt.empty();
    }
  }

  /// `GANDER_REVIEW_TIMEOUT` in seconds: how long the reviewer of a call may take.
  public Duration reviewTime() {
    return seconds(REVIEW_TIME_KEY, DEFAULT_REVIEW_TIME);
  }

  /// `GANDER_REVIEW_FAILURE`: whether a call runs that the reviewer failed to judge: `allow` (as
  /// goosed) or `deny`. Anything else was meant to be stricter than the default.
  public boolean runsUnreviewed() {
    try {
      return settings
          .text(REVIEW_FAILURE_KEY)
          .map(text -> text.strip().equalsIgnoreCase("allow"))
          .orElse(true);
    } catch (InvalidInput e) {
      LOG.log(Level.WARNING, e.text());
      return false;
    }
  }

  /// `GOOSE_AUTO_COMPACT_THRESHOLD`: the share of the context that a conversation may fill before
  /// it is compacted; empty for never, which both 0 and 1 mean.
  public OptionalDouble compactionThreshold() {
    double threshold = decimal("GOOSE_AUTO_COMPACT_THRESHOLD", DEFAULT_THRESHOLD);
    return threshold > 0 && threshold < 1 ? OptionalDouble.of(threshold) : OptionalDouble.empty();
  }

  /// `GOOSE_TOOL_PAIR_SUMMARIZATION`: whether old tool calls are summarized (1.36 and newer).
  public boolean sumsUpToolCalls() {
    return truth("GOOSE_TOOL_PAIR_SUMMARIZATION").orElse(true);
  }

  /// `GOOSE_TOOL_CALL_CUTOFF`: how many tool calls the model keeps verbatim; by default the number
  /// grows with the model's context.
  public int toolCallsKept(int contextLimit) {
    double share = decimal("GOOSE_AUTO_COMPACT_THRESHOLD", DEFAULT_THRESHOLD);
    boolean makesSense = share > 0 && share <= 1;
    long room = (long) (contextLimit * (makesSense ? share : DEFAULT_THRESHOLD));
    return number("GOOSE_TOOL_CALL_CUTOFF", Math.clamp(3 * room / 20_000, LEAST_CALLS, MOST_CALLS));
  }

  private double decimal(String key, double otherwise) {
    try {
      return settings.decimal(key).orElse(otherwise);
    } catch (InvalidInput e) {
      LOG.log(Level.WARNING, e.text());
      return otherwise;
    }
  }

  private Optional<Boolean> truth(String key) {
    try {
      return settings.truth(key);
    } catch (InvalidInput e) {
      LOG.log(Level.WARNING, e.text());
      return Optional.empty();
    }
  }

  /// 0 counts as not set.
  private Duration seconds(String key, Duration otherwise) {
    int value = number(key, 0);
    return value == 0 ? otherwise : Duration.ofSeconds(value);
  }

  private int number(String key, int otherwise) {
    try {
      OptionalLong value = settings.integer(key);
      return Math.clamp(value.orElse(otherwise), 0, Integer.MAX_VALUE);
    } catch (InvalidInput e) {
      LOG.log(Level.WARNING, e.text());
      return otherwise;
    }
  }
}

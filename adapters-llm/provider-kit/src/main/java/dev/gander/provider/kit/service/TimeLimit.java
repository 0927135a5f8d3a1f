package dev.gander.provider.kit.service;

import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;

/// How long something may take, and the setting that allows more; empty if there is none.
public record TimeLimit(Duration duration, String setting) {

  /// The seconds in a setting; a missing or invalid one counts as not set.
  public static TimeLimit of(ProviderSettings settings, String key, Duration otherwise) {
    return new TimeLimit(CallLimits.seconds(settings, key, otherwise), key);
  }

  /// As in `600 s (OPENAI_TIMEOUT)`.
  String words() {
    boolean whole = duration.toMillisPart() == 0;
    String length = whole ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    return setting.isEmpty() ? length : length + " (" + setting + ")";
  }

  boolean isShorterThan(TimeLimit other) {
    return duration.compareTo(other.duration) < 0;
  }
}

package dev.gander.provider.kit.service;

import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;

/// The time limits of one attempt at a request.
///
/// @param total from sending it to the last byte of the answer
/// @param head until the answer's status and headers
/// @param beginning from there to the first event with data
/// @param silence between two pieces of the answer of any kind, once it has begun
/// @param gap between two events with data: a service may keep a connection alive and do nothing
public record CallLimits(Limit total, Limit head, Limit beginning, Limit silence, Limit gap) {

  /// How long something may take, and the setting that allows more; empty if there is none.
  public record Limit(Duration duration, String setting) {

    private static Limit of(ProviderSettings settings, String key, Duration otherwise) {
      return new Limit(seconds(settings, key, otherwise), key);
    }

    /// As in `600 s (OPENAI_TIMEOUT)`.
    String words() {
      boolean whole = duration.toMillisPart() == 0;
      String length = whole ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
      return setting.isEmpty() ? length : length + " (" + setting + ")";
    }

    Limit orShorter(Limit other) {
      return other.duration.compareTo(duration) < 0 ? other : this;
    }
  }

  public static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration SILENCE = Duration.ofMinutes(5);

  /// The limits of a service without a setting of its own.
  static CallLimits usual(ProviderSettings settings) {
    return from(settings, "GANDER_MODEL_TIMEOUT");
  }

  /// The limits of a service whose total time is set by `key`, in seconds.
  public static CallLimits from(ProviderSettings settings, String key) {
    return of(settings, seconds(settings, key, USUAL), key);
  }

  /// The limits of a service whose total time is known; `key` names its source. Who allows more in
  /// total has a model that thinks long before it speaks.
  public static CallLimits of(ProviderSettings settings, Duration total, String key) {
    Duration patient = total.compareTo(USUAL) > 0 ? total : USUAL;
    return new CallLimits(
        new Limit(total, key),
        Limit.of(settings, "GANDER_MODEL_HEAD_TIMEOUT", patient),
        Limit.of(settings, "GANDER_MODEL_FIRST_EVENT_TIMEOUT", patient),
        Limit.of(settings, "GOOSE_STREAM_TIMEOUT", SILENCE),
        Limit.of(settings, "GANDER_MODEL_EVENT_TIMEOUT", USUAL));
  }

  /// A copy with a total that no setting changes.
  CallLimits within(Duration shorter) {
    return new CallLimits(new Limit(shorter, ""), head, beginning, silence, gap);
  }

  public CallLimits withSilence(Limit other) {
    return new CallLimits(total, head, beginning, other, gap);
  }

  /// A setting in whole seconds; a missing, invalid or non-positive one counts as not set.
  public static Duration seconds(ProviderSettings settings, String key, Duration otherwise) {
    return settings
        .setting(key)
        .map(String::strip)
        .filter(text -> text.matches("0*[1-9][0-9]{0,8}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .orElse(otherwise);
  }
}

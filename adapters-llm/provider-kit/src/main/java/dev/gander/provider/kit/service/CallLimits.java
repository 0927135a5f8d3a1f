package dev.gander.provider.kit.service;

import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;

/// The time limits of one request: `total` from sending it to the last byte of the answer,
/// `silence` between two pieces of the answer. `advice` names the settings that allow more time; it
/// ends the error message.
public record CallLimits(Duration total, Duration silence, String advice) {
  public static final Duration USUAL = Duration.ofMinutes(10);
  private static final Duration SILENCE = Duration.ofMinutes(5);

  /// The limits of a service without a setting of its own.
  static CallLimits usual(ProviderSettings settings) {
    return new CallLimits(
        USUAL,
        seconds(settings, "GOOSE_STREAM_TIMEOUT", SILENCE),
        "set GOOSE_STREAM_TIMEOUT to wait longer");
  }

  /// A copy with a shorter total.
  CallLimits within(Duration shorter) {
    return new CallLimits(shorter, shorter, advice);
  }

  /// The limits of a service whose total time is set by `key`, in seconds; `GOOSE_STREAM_TIMEOUT`
  /// sets the silence.
  public static CallLimits from(ProviderSettings settings, String key) {
    return of(settings, seconds(settings, key, USUAL), key);
  }

  /// The limits of a service whose total time is known; `key` names its source.
  public static CallLimits of(ProviderSettings settings, Duration total, String key) {
    return new CallLimits(
        total,
        seconds(settings, "GOOSE_STREAM_TIMEOUT", SILENCE),
        "set " + key + " or GOOSE_STREAM_TIMEOUT to wait longer");
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

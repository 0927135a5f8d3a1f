package dev.gander.application.keeping;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.budget.EntryBounds;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.keeping.RetentionRule;
import dev.gander.domain.session.SessionType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What the user wants to be kept. Read each time, so that a change holds at once.
///
/// @param settings those of goose
public record KeepingSettings(TypedSettings settings) {
  private static final String DAYS = "GANDER_RETENTION_DAYS";
  private static final String COUNT = "GANDER_RETENTION_SESSIONS";
  private static final String MEGABYTES = "GANDER_RETENTION_MB";
  private static final long USUAL_BACKUPS = 7;

  /// How old the newest backup may become: `GANDER_BACKUP_HOURS`. Empty for no backups.
  ///
  /// @throws InvalidInput if it is not a positive number
  Optional<Duration> backupAge() {
    return optional(settings.positive("GANDER_BACKUP_HOURS")).map(Duration::ofHours);
  }

  /// How many backups stay: `GANDER_BACKUP_KEEP`.
  ///
  /// @throws InvalidInput if it is not a positive number
  int backups() {
    return Math.toIntExact(settings.positive("GANDER_BACKUP_KEEP").orElse(USUAL_BACKUPS));
  }

  /// In bytes: `GANDER_RESULTS_MB`, for results of tools that are kept as files.
  ///
  /// @throws InvalidInput if it is not a positive number
  Optional<Long> results() {
    return optional(settings.positive("GANDER_RESULTS_MB")).map(KeepingSettings::megabytes);
  }

  /// In bytes: `GANDER_LOGS_MB`.
  ///
  /// @throws InvalidInput if it is not a positive number
  Optional<Long> logs() {
    return optional(settings.positive("GANDER_LOGS_MB")).map(KeepingSettings::megabytes);
  }

  /// How long runs that have ended and webhooks' deliveries are kept: `GANDER_RECORDS_DAYS`. Empty
  /// for ever.
  ///
  /// @throws InvalidInput if it is not a positive number
  Optional<Duration> records() {
    return optional(settings.positive("GANDER_RECORDS_DAYS")).map(Duration::ofDays);
  }

  /// Which entries of usage stay: `GANDER_USAGE_DAYS` and `GANDER_USAGE_ENTRIES`.
  ///
  /// @throws InvalidInput if one is not a positive number
  EntryBounds usage(Instant now) {
    return new EntryBounds(
        optional(settings.positive("GANDER_USAGE_DAYS"))
            .map(days -> now.minus(Duration.ofDays(days)))
            .orElse(null),
        optional(settings.positive("GANDER_USAGE_ENTRIES")).orElse(null));
  }

  private static Optional<Long> optional(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private static long megabytes(long count) {
    return count << 20;
  }

  /// The rules by type of session, each from a number for all types or a map that names them. A
  /// number says nothing about scheduled sessions: they are what a schedule has done, and have to
  /// be named.
  ///
  /// @throws InvalidInput if a value is not a positive number, or names no type
  Map<SessionType, RetentionRule> rules() {
    List.of(DAYS, COUNT, MEGABYTES).forEach(this::requireTypes);
    Map<SessionType, RetentionRule> rules = new EnumMap<>(SessionType.class);
    for (SessionType type : SessionType.values()) {
      Long days = value(DAYS, type);
      Long megabytes = value(MEGABYTES, type);
      RetentionRule rule =
          new RetentionRule(
              days == null ? null : Duration.ofDays(days),
              value(COUNT, type),
              megabytes == null ? null : megabytes(megabytes));
      if (!rule.isNone()) {
        rules.put(type, rule);
      }
    }
    return rules;
  }

  /// A misspelt type would not be noticed.
  private void requireTypes(String key) {
    for (String name : settings.names(key)) {
      if (SessionType.parse(name).isEmpty()) {
        throw new InvalidInput(key + " names " + name + ", which is no type of session");
      }
    }
  }

  private @Nullable Long value(String key, SessionType type) {
    if (type == SessionType.SCHEDULED && !settings.names(key).contains(type.wire())) {
      return null;
    }
    OptionalLong value = settings.integer(key, type.wire());
    if (value.isEmpty()) {
      return null;
    }
    if (value.getAsLong() <= 0 || value.getAsLong() > Integer.MAX_VALUE) {
      throw new InvalidInput(key + " must be a positive number, or a map from types to such");
    }
    return value.getAsLong();
  }
}

package dev.gander.adapters.persistence.sessions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The forms of time that versions of goose have left in the database.
final class StoredTime {
  /// Older desktop clients wrote milliseconds into `created_timestamp`; larger values are those.
  static final long LARGEST_SECOND = 10_000_000_000L;

  private static final DateTimeFormatter SQL =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter ANY =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm[:ss]")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .appendPattern("[XXX][XX][X]")
          .toFormatter();

  private StoredTime() {}

  /// SQLite's own form, UTC without a zone: `2026-03-04 10:11:12`.
  static String toSql(Instant time) {
    return SQL.format(time);
  }

  /// Reads `YYYY-MM-DD HH:MM[:SS[.fff]]` with a blank or `T`, with or without zone (then UTC), and
  /// epoch seconds. Empty for anything else.
  static Optional<Instant> parse(@Nullable String stored) {
    if (stored == null) {
      return Optional.empty();
    }
    if (stored.matches("\\d{1,11}")) {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(stored)));
    }
    try {
      var parsed =
          ANY.parseBest(stored.strip().replace('T', ' '), Instant::from, LocalDateTime::from);
      return Optional.of(
          parsed instanceof LocalDateTime local
              ? local.toInstant(ZoneOffset.UTC)
              : Instant.from(parsed));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// A message's second, whichever unit it was stored in.
  static long second(long createdTimestamp) {
    return createdTimestamp > LARGEST_SECOND ? createdTimestamp / 1000 : createdTimestamp;
  }
}

package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.message.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The time formats that versions of goose have left in the database.
public final class StoredTime {
  /// [Message#second] of the column `created_timestamp`, in SQL.
  public static final String SECOND =
      "CASE WHEN created_timestamp > "
          + Message.LARGEST_SECOND
          + " THEN created_timestamp / 1000 ELSE created_timestamp END";

  private static final Pattern SECONDS = Pattern.compile("\\d{1,11}");
  private static final Pattern USUAL = Pattern.compile("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}");
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
  public static String toSql(Instant time) {
    return SQL.format(time);
  }

  /// Reads `YYYY-MM-DD HH:MM[:SS[.fff]]` with a blank or `T`, with or without zone (then UTC), and
  /// epoch seconds. Empty for anything else.
  static Optional<Instant> parse(@Nullable String stored) {
    if (stored == null) {
      return Optional.empty();
    }
    try {
      if (USUAL.matcher(stored).matches()) {
        return Optional.of(usual(stored));
      }
      if (SECONDS.matcher(stored).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(stored)));
      }
      TemporalAccessor time = ANY.parse(stored.strip().replace('T', ' '));
      return Optional.of(
          time.isSupported(ChronoField.INSTANT_SECONDS)
              ? Instant.from(time)
              : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The form of nearly all times; a list of sessions contains hundreds of them.
  private static Instant usual(String stored) {
    return LocalDateTime.of(
            number(stored, 0, 4),
            number(stored, 5, 7),
            number(stored, 8, 10),
            number(stored, 11, 13),
            number(stored, 14, 16),
            number(stored, 17, 19))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}

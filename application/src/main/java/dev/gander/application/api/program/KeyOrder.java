package dev.gander.application.api.program;

import dev.gander.domain.access.Scope;
import dev.gander.domain.error.InvalidInput;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `goosed keys` is to do.
public sealed interface KeyOrder {
  /// @param expires a time, or how long from now on, as `30d`; null for never
  record Add(
      String name, Set<Scope> scopes, @Nullable String expires, @Nullable Long requestsPerMinute)
      implements KeyOrder {
    /// @throws InvalidInput if it is neither a time nor a duration
    public @Nullable Instant end(Instant now) {
      if (expires == null) {
        return null;
      }
      return isDuration(expires) ? now.plus(duration(expires)) : time(expires);
    }
  }

  record ListAll() implements KeyOrder {}

  /// @param key its name or id
  record Rotate(String key, Duration overlap) implements KeyOrder {
    /// @param overlap a duration as `12h`
    /// @throws InvalidInput if it is none
    public static Rotate with(String key, String overlap) {
      if (!isDuration(overlap)) {
        throw new InvalidInput("--overlap is a duration such as 90s, 15m, 12h or 30d");
      }
      return new Rotate(key, duration(overlap));
    }
  }

  /// @param key its name or id
  record Revoke(String key) implements KeyOrder {}

  /// @param list separated by commas
  /// @throws InvalidInput if one is unknown
  static Set<Scope> scopes(String list) {
    Set<Scope> scopes = EnumSet.noneOf(Scope.class);
    for (String word : list.split(",", -1)) {
      scopes.add(
          Scope.parse(word.strip())
              .orElseThrow(
                  () ->
                      new InvalidInput(
                          "'"
                              + word
                              + "' is no scope; they are read, chat, approve, configure and"
                              + " admin")));
    }
    return scopes;
  }

  private static boolean isDuration(String text) {
    return text.matches("\\d{1,6}[smhd]");
  }

  private static Duration duration(String text) {
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 's' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMinutes(number);
      case 'h' -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static Instant time(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidInput(
          "--expires is a duration such as 30d, or a time such as 2027-01-31T12:00:00Z");
    }
  }
}

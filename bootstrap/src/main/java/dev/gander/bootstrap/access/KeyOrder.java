package dev.gander.bootstrap.access;

import dev.gander.domain.access.Scope;
import dev.gander.domain.error.InvalidInput;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `goosed keys` is to do.
public sealed interface KeyOrder {
  /// @param expires a time, or how long from now on, as `30d`; null for never
  record Add(
      String name, Set<Scope> scopes, @Nullable String expires, @Nullable Long requestsPerMinute)
      implements KeyOrder {
    /// @throws InvalidInput if it is neither a time nor a duration
    @Nullable Instant end(Instant now) {
      if (expires == null) {
        return null;
      }
      return isDuration(expires) ? now.plus(duration(expires)) : time(expires);
    }
  }

  record ListAll() implements KeyOrder {}

  /// @param key its name or id
  record Rotate(String key, Duration overlap) implements KeyOrder {}

  /// @param key its name or id
  record Revoke(String key) implements KeyOrder {}

  /// @throws InvalidInput if the arguments make no sense; the text says why
  static KeyOrder parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new InvalidInput("an argument is missing");
    }
    Deque<String> rest = new ArrayDeque<>(arguments.subList(1, arguments.size()));
    KeyOrder order =
        switch (arguments.getFirst()) {
          case "add" -> add(rest);
          case "list" -> new ListAll();
          case "rotate" -> rotate(rest);
          case "revoke" -> new Revoke(value(rest, "the name or id of a key"));
          case String other -> throw new InvalidInput(unknown(other));
        };
    if (!rest.isEmpty()) {
      throw new InvalidInput(unknown(rest.getFirst()));
    }
    return order;
  }

  private static String unknown(String argument) {
    String kind = argument.startsWith("-") ? "option" : "argument";
    return "the " + kind + " '" + argument + "' is not known here";
  }

  private static KeyOrder add(Deque<String> rest) {
    String name = value(rest, "the name of the key");
    Map<String, String> options =
        options(rest, Set.of("--scopes", "--expires", "--requests-per-minute"));
    String scopes = options.get("--scopes");
    if (scopes == null) {
      throw new InvalidInput("--scopes is missing, as in --scopes read,chat");
    }
    String rate = options.get("--requests-per-minute");
    return new Add(
        name, scopes(scopes), options.get("--expires"), rate == null ? null : number(rate));
  }

  private static KeyOrder rotate(Deque<String> rest) {
    String key = value(rest, "the name or id of a key");
    String overlap = options(rest, Set.of("--overlap")).getOrDefault("--overlap", "0s");
    if (!isDuration(overlap)) {
      throw new InvalidInput("--overlap is a duration such as 90s, 15m, 12h or 30d");
    }
    return new Rotate(key, duration(overlap));
  }

  private static String value(Deque<String> rest, String what) {
    if (rest.isEmpty() || rest.getFirst().startsWith("-")) {
      throw new InvalidInput(what + " is missing");
    }
    return rest.removeFirst();
  }

  /// `--option value` or `--option=value`.
  private static Map<String, String> options(Deque<String> rest, Set<String> known) {
    Map<String, String> found = new HashMap<>();
    while (!rest.isEmpty()) {
      String[] parts = rest.removeFirst().split("=", 2);
      if (!known.contains(parts[0])) {
        throw new InvalidInput(unknown(parts[0]));
      }
      String value = parts.length == 2 ? parts[1] : rest.pollFirst();
      if (value == null || value.isEmpty()) {
        throw new InvalidInput("the value of " + parts[0] + " is missing");
      }
      if (found.put(parts[0], value) != null) {
        throw new InvalidInput(parts[0] + " is given twice");
      }
    }
    return found;
  }

  private static Set<Scope> scopes(String list) {
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

  private static long number(String text) {
    if (!text.matches("\\d{1,9}")) {
      throw new InvalidInput("'" + text + "' is no number of requests a minute");
    }
    return Long.parseLong(text);
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

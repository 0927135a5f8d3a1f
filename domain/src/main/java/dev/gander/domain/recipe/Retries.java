package dev.gander.domain.recipe;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// When a recipe's work counts as done, and how often it starts over otherwise.
///
/// @param checks shell commands; all of them have to end with 0
/// @param onFailure a shell command that runs before each new attempt
/// @param timeLimit of each check; empty for the setting's
/// @param onFailureTimeLimit empty for the setting's
public record Retries(
    long most,
    List<String> checks,
    Optional<String> onFailure,
    Optional<Duration> timeLimit,
    Optional<Duration> onFailureTimeLimit) {
  public Retries {
    checks = List.copyOf(checks);
  }

  static Retries of(JsonObject json) {
    return new Retries(
        number(json, "max_retries").orElse(0L),
        commands(json.array("checks").orElse(JsonArray.EMPTY)),
        json.text("on_failure"),
        number(json, "timeout_seconds").map(Retries::seconds),
        number(json, "on_failure_timeout_seconds").map(Retries::seconds));
  }

  private static List<String> commands(JsonArray checks) {
    return checks.items().stream()
        .filter(JsonObject.class::isInstance)
        .flatMap(check -> ((JsonObject) check).text("command").stream())
        .toList();
  }

  private static Optional<Long> number(JsonObject json, String name) {
    Json value = json.get(name);
    return value instanceof JsonNumber number
        ? number.integer().stream().boxed().findFirst()
        : Optional.empty();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  /// What is wrong with it; empty if it can be used.
  public Optional<String> problem() {
    return Stream.of(
            problem(most, "max_retries"),
            problem(timeLimit.map(Duration::toSeconds).orElse(1L), "timeout_seconds"),
            problem(
                onFailureTimeLimit.map(Duration::toSeconds).orElse(1L),
                "on_failure_timeout_seconds"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> problem(long value, String name) {
    return value > 0 ? Optional.empty() : Optional.of(name + " must be greater than 0");
  }
}

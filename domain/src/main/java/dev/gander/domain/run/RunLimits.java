package dev.gander.domain.run;

import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a run may use. JSON form: `{max_turns, timeout}`, the latter in seconds, and the members of
/// [SpendingLimits]; absent ones do not limit.
///
/// @param maxTurns how many times the model may be asked; null for the limit of the recipe or the
///   settings
/// @param timeout from the start of the work, waiting for people included; null for none
/// @param spending by model and tool calls
public record RunLimits(
    @Nullable Long maxTurns, @Nullable Duration timeout, SpendingLimits spending) {
  public static final RunLimits NONE = new RunLimits(null, null, SpendingLimits.NONE);

  private static final long LONGEST = Duration.ofDays(366).toSeconds();
  private static final long MOST_TURNS = 1_000_000;
  private static final String MAX_TURNS = "max_turns";
  private static final String TIMEOUT = "timeout";

  /// @throws InvalidInput for unknown limits, and those that are not positive or too large
  static RunLimits read(Json json) {
    JsonFields fields = JsonFields.of(json);
    Long turns = positive(fields, MAX_TURNS, MOST_TURNS);
    Long seconds = positive(fields, TIMEOUT, LONGEST);
    return new RunLimits(
        turns,
        seconds == null ? null : Duration.ofSeconds(seconds),
        SpendingLimits.read(fields.object().without(Set.of(MAX_TURNS, TIMEOUT))));
  }

  private static @Nullable Long positive(JsonFields fields, String name, long most) {
    Long value = fields.optional(name, JsonFields::asLong);
    if (value != null && (value < 1 || value > most)) {
      throw new InvalidInput("limits." + name + " must be from 1 to " + most);
    }
    return value;
  }

  JsonObject toJson() {
    return JsonObject.builder()
        .putIfPresent(MAX_TURNS, maxTurns == null ? null : Json.of(maxTurns))
        .putIfPresent(TIMEOUT, timeout == null ? null : Json.of(timeout.toSeconds()))
        .putAll(spending.toJson())
        .build();
  }
}

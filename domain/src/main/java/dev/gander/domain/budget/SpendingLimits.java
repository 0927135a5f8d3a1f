package dev.gander.domain.budget;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// How much of each measure may be spent; what is missing has no limit. JSON form: `{tokens, cost,
/// model_calls, tool_calls, time}` in tokens, US dollars, calls and seconds, each of which may be
/// missing or null. 0 allows nothing.
public record SpendingLimits(Map<Measure, Long> most) {
  public static final SpendingLimits NONE = new SpendingLimits(Map.of());

  public SpendingLimits {
    EnumMap<Measure, Long> ordered = new EnumMap<>(Measure.class);
    ordered.putAll(most);
    most = Collections.unmodifiableMap(ordered);
  }

  public boolean isUnlimited() {
    return most.isEmpty();
  }

  /// @throws InvalidShape if it is not an object, has another member, or an amount is not one
  public static SpendingLimits read(Json json) {
    EnumMap<Measure, Long> most = new EnumMap<>(Measure.class);
    JsonFields.asObject(json)
        .members()
        .forEach(
            (name, value) -> {
              Measure measure = Measure.of(name).orElseThrow(() -> unknown(name));
              if (value != JsonNull.NULL) {
                most.put(measure, measure.amount(value));
              }
            });
    return new SpendingLimits(most);
  }

  private static InvalidShape unknown(String name) {
    return new InvalidShape(
        "unknown limit " + name + ", expected tokens, cost, model_calls, tool_calls or time",
        "unknown limit");
  }

  public JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder();
    most.forEach((measure, amount) -> json.put(measure.wireName(), measure.written(amount)));
    return json.build();
  }

  /// Of each measure the smaller limit.
  public SpendingLimits and(SpendingLimits other) {
    if (other.isUnlimited()) {
      return this;
    }
    EnumMap<Measure, Long> both = new EnumMap<>(Measure.class);
    both.putAll(most);
    other.most.forEach((measure, amount) -> both.merge(measure, amount, Math::min));
    return new SpendingLimits(both);
  }

  /// Whether one of these is limited.
  public boolean limits(Measure one, Measure other) {
    return most.containsKey(one) || most.containsKey(other);
  }

  /// One budget for each limit.
  public List<Budget> of(Account account) {
    List<Budget> budgets = new ArrayList<>(most.size());
    most.forEach((measure, amount) -> budgets.add(new Budget(account, measure, amount)));
    return budgets;
  }
}

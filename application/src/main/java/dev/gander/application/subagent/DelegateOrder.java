package dev.gander.application.subagent;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What a model wants to hand to a sub-agent.
///
/// @param instructions the task, or an addition to that of `source`
/// @param source the name of a recipe or an agent
/// @param values of the source's parameters
/// @param extensions the names of the only ones that it gets; null for all
/// @param background whether the model goes on without waiting
/// @param context what to know before the task
/// @param workingDir below that of the session
record DelegateOrder(
    Optional<String> instructions,
    Optional<String> source,
    Map<String, String> values,
    @Nullable List<String> extensions,
    Optional<String> provider,
    Optional<String> model,
    Optional<Double> temperature,
    Optional<Long> maxTurns,
    boolean background,
    Optional<String> context,
    Optional<String> workingDir) {

  /// @throws InvalidInput if the arguments make no sense
  static DelegateOrder of(JsonObject arguments) {
    JsonFields fields = JsonFields.of(arguments);
    DelegateOrder order =
        new DelegateOrder(
            text(fields, "instructions"),
            text(fields, "source"),
            values(fields),
            fields.optional("extensions", JsonFields.listOf(JsonFields::asText)),
            text(fields, "provider"),
            text(fields, "model"),
            optional(fields, "temperature", JsonFields::asDouble),
            optional(fields, "max_turns", JsonFields::asLong),
            optional(fields, "async", JsonFields::asBool).orElse(false),
            text(fields, "context"),
            text(fields, "working_dir"));
    order.check();
    return order;
  }

  private static Optional<String> text(JsonFields fields, String name) {
    return optional(fields, name, JsonFields::asText).filter(text -> !text.isBlank());
  }

  private static <T> Optional<T> optional(
      JsonFields fields, String name, Function<Json, T> reader) {
    return Optional.ofNullable(fields.optional(name, reader));
  }

  /// As in recipes, a value is a text: any other is the text of its JSON.
  private static Map<String, String> values(JsonFields fields) {
    Map<String, String> values = new LinkedHashMap<>();
    optional(fields, "parameters", JsonFields::asObject)
        .orElse(JsonObject.EMPTY)
        .members()
        .forEach(
            (name, value) ->
                values.put(
                    name, value instanceof JsonString(String text) ? text : value.compact()));
    return values;
  }

  private void check() {
    if (instructions.isEmpty() && source.isEmpty()) {
      throw new InvalidInput("Must provide 'instructions' or 'source' (or both)");
    }
    if (source.isEmpty() && !values.isEmpty()) {
      throw new InvalidInput("'parameters' is only valid with 'source'");
    }
    if (maxTurns.filter(turns -> turns < 1).isPresent()) {
      throw new InvalidInput("'max_turns' must be at least 1");
    }
    if (temperature.filter(it -> it < 0).isPresent()) {
      throw new InvalidInput("'temperature' must not be negative");
    }
  }
}

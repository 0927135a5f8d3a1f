package dev.gander.application.model;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A model that the administrator describes in the setting `GOOSE_PREDEFINED_MODELS` (up to 1.36):
/// a list of `{name, context_limit, request_params}`. Malformed entries are skipped.
record PredefinedModel(@Nullable Integer contextLimit, @Nullable JsonObject requestParams) {
  private static final String KEY = "GOOSE_PREDEFINED_MODELS";

  static Optional<PredefinedModel> find(Settings settings, String model) {
    return settings.find(KEY).stream()
        .flatMap(
            value -> value instanceof JsonArray(List<Json> items) ? items.stream() : Stream.empty())
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .filter(described -> described.text("name").filter(model::equals).isPresent())
        .findFirst()
        .map(
            described ->
                new PredefinedModel(
                    limit(described.get("context_limit")),
                    described.object("request_params").orElse(null)));
  }

  private static @Nullable Integer limit(@Nullable Json value) {
    OptionalLong limit =
        value instanceof JsonNumber number ? number.integer() : OptionalLong.empty();
    return limit.isPresent() && limit.getAsLong() > 0 && limit.getAsLong() <= Integer.MAX_VALUE
        ? Integer.valueOf((int) limit.getAsLong())
        : null;
  }
}

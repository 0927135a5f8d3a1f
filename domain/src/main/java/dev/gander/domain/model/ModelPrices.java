package dev.gander.domain.model;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import org.jspecify.annotations.Nullable;

/// What a model costs, in US dollars per million tokens. JSON form: `{input, output, cache_read,
/// cache_write}`; cached tokens cost as much as input if nothing else is said.
public record ModelPrices(
    double input, double output, @Nullable Double cacheRead, @Nullable Double cacheWrite) {
  private static final double MOST = 1_000_000;

  /// @throws InvalidShape if the price of input or output is missing, one is not a number from 0 to
  ///   a million, or there is another member
  public static ModelPrices read(Json json) {
    JsonFields fields = JsonFields.of(json);
    for (String name : fields.object().members().keySet()) {
      switch (name) {
        case "input", "output", "cache_read", "cache_write" -> {}
        default ->
            throw new InvalidShape(
                "unknown price " + name + ", expected input, output, cache_read or cache_write",
                "unknown price");
      }
    }
    return new ModelPrices(
        fields.required("input", ModelPrices::price),
        fields.required("output", ModelPrices::price),
        fields.optional("cache_read", ModelPrices::price),
        fields.optional("cache_write", ModelPrices::price));
  }

  private static Double price(Json json) {
    double price = JsonFields.asDouble(json);
    if (!(price >= 0 && price <= MOST)) {
      throw new InvalidShape("a price must be from 0 to 1000000");
    }
    return price;
  }
}

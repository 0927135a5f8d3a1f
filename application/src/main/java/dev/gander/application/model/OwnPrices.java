package dev.gander.application.model;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelPrices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The prices that the user has set: `GANDER_PRICES`, a map from `provider/model` or `model` to
/// [ModelPrices]. Thread-safe.
public final class OwnPrices {
  private static final String KEY = "GANDER_PRICES";

  private final Settings settings;
  private volatile Parsed latest = new Parsed(JsonNull.NULL, Map.of(), List.of());

  private record Parsed(Json written, Map<String, ModelPrices> prices, List<String> problems) {
    static Parsed of(Json written) {
      Map<String, ModelPrices> prices = new HashMap<>();
      List<String> problems = new ArrayList<>();
      switch (written) {
        case JsonNull _ -> {}
        case JsonObject(Map<String, Json> members) ->
            members.forEach((model, json) -> read(model, json, prices, problems));
        case Json _ -> problems.add(KEY + ": it must be a map from models to prices");
      }
      return new Parsed(written, prices, List.copyOf(problems));
    }

    private static void read(
        String model, Json json, Map<String, ModelPrices> prices, List<String> problems) {
      try {
        prices.put(model, ModelPrices.read(json));
      } catch (InvalidShape e) {
        problems.add(KEY + ": " + model + ": " + e.unquoted());
      }
    }
  }

  public OwnPrices(Settings settings) {
    this.settings = settings;
  }

  Optional<ModelPrices> of(String provider, String model) {
    Map<String, ModelPrices> prices = current().prices();
    return prices.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(prices.get(provider + "/" + model))
            .or(() -> Optional.ofNullable(prices.get(model)));
  }

  /// What of the prices could not be understood.
  public List<String> problems() {
    return current().problems();
  }

  private Parsed current() {
    Json written = settings.find(KEY).orElse(JsonNull.NULL);
    Parsed known = latest;
    if (!written.equals(known.written())) {
      known = Parsed.of(written);
      latest = known;
    }
    return known;
  }
}

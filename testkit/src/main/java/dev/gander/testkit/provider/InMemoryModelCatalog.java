package dev.gander.testkit.provider;

import dev.gander.domain.model.ModelCatalog;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A catalog of the models that a test puts into it. Dates at the end of a name and a host's prefix
/// up to the last slash are looked through. Any thread.
public final class InMemoryModelCatalog implements ModelCatalog {
  private final Map<String, Facts> models = new ConcurrentHashMap<>();

  /// Knows a model with these limits, without prices.
  public InMemoryModelCatalog know(String model, int contextLimit, int maxOutputTokens) {
    return know(model, new Facts(contextLimit, maxOutputTokens, false, null, null, null, null));
  }

  public InMemoryModelCatalog know(String model, Facts facts) {
    models.put(model, facts);
    return this;
  }

  @Override
  public Optional<Facts> find(String provider, String model) {
    String bare = model.substring(model.lastIndexOf('/') + 1);
    String undated = bare.replaceFirst("-(\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)$", "");
    return Optional.ofNullable(models.getOrDefault(bare, models.get(undated)));
  }
}

package dev.gander.adapters.persistence.settings;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// Where the active provider is stored: goosed 1.34 and older have flat keys, newer ones
/// `active_provider` and `providers`. goose builds the structure on the first write and deletes the
/// flat keys, after which older versions find no provider; we keep the flat keys, and keep them up
/// to date.
final class ProvidersMigration {
  private static final String PROVIDERS = "providers";
  private static final String ACTIVE = "active_provider";
  private static final String PROVIDER = "GOOSE_PROVIDER";
  private static final String MODEL = "GOOSE_MODEL";
  private static final String CONFIGURED = "_configured";

  private ProvidersMigration() {}

  /// The file with the structure, built from the flat keys if missing.
  static JsonObject withStructure(JsonObject file) {
    Optional<String> flat = file.text(PROVIDER);
    if (file.has(PROVIDERS)) {
      return flat.isPresent() && !file.has(ACTIVE) ? file.with(ACTIVE, Json.of(flat.get())) : file;
    }
    Set<String> names = new LinkedHashSet<>();
    file.members().keySet().stream()
        .filter(key -> key.endsWith(CONFIGURED) && key.length() > CONFIGURED.length())
        .forEach(key -> names.add(key.substring(0, key.length() - CONFIGURED.length())));
    flat.ifPresent(names::add);
    if (names.isEmpty()) {
      return file;
    }
    JsonObject.Builder providers = JsonObject.builder();
    for (String name : names) {
      boolean active = flat.filter(name::equals).isPresent();
      providers.put(name, entry(active ? file.text(MODEL).orElse("") : ""));
    }
    JsonObject built = file.with(PROVIDERS, providers.build());
    return flat.isPresent() ? built.with(ACTIVE, Json.of(flat.get())) : built;
  }

  /// The file with its flat keys, if it has any, updated from the structure.
  static JsonObject withTrueFlatKeys(JsonObject file) {
    Optional<String> active = file.text(ACTIVE);
    if (active.isEmpty() || !file.has(PROVIDER)) {
      return file;
    }
    JsonObject named = file.with(PROVIDER, Json.of(active.get()));
    return file.object(PROVIDERS)
        .flatMap(providers -> providers.object(active.get()))
        .flatMap(entry -> entry.text("model"))
        .filter(model -> !model.isEmpty() && file.has(MODEL))
        .map(model -> named.with(MODEL, Json.of(model)))
        .orElse(named);
  }

  private static JsonObject entry(String model) {
    return JsonObject.builder()
        .put("enabled", true)
        .put("model", model)
        .put("configured", true)
        .build();
  }
}

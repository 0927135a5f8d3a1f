package dev.gander.application.config;

import dev.gander.domain.config.Settings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The provider and model that new sessions get, where goosed 1.35 and newer keep them:
/// `active_provider` and `providers.NAME = {enabled, model, configured}`. The flat keys
/// `GOOSE_PROVIDER` and `GOOSE_MODEL` of older files count where these say nothing; the environment
/// wins over all.
public record ActiveModel(Settings settings) {
  public static final String PROVIDER = "GOOSE_PROVIDER";
  public static final String MODEL = "GOOSE_MODEL";
  public static final String ACTIVE = "active_provider";
  private static final String PROVIDERS = "providers";

  public Optional<String> provider() {
    return fromEnvironment(PROVIDER).or(() -> text(ACTIVE)).or(() -> text(PROVIDER));
  }

  public Optional<String> model() {
    return fromEnvironment(MODEL)
        .or(() -> provider().flatMap(this::savedModel))
        .or(() -> text(MODEL));
  }

  /// The model that was last used with a provider; empty if there is none.
  public Optional<String> savedModel(String provider) {
    return entry(provider).flatMap(entry -> entry.text("model")).filter(model -> !model.isEmpty());
  }

  /// Makes a provider the active one, with the model it was last used with, else the active model.
  public void activate(String provider) {
    String model = entry(provider).flatMap(entry -> entry.text("model")).or(this::model).orElse("");
    activate(provider, model);
  }

  /// Makes a provider and a model the active ones.
  public void activate(String provider, String model) {
    settings.edit(
        file ->
            file.with(PROVIDERS, asObject(file.get(PROVIDERS)).with(provider, activeEntry(model)))
                .with(ACTIVE, Json.of(provider)));
  }

  /// Changes the model of the active provider; without one the model waits under its flat key.
  public void useModel(String model) {
    provider()
        .ifPresentOrElse(
            active -> activate(active, model), () -> settings.put(MODEL, Json.of(model)));
  }

  /// Leaves no provider active; what is known about each stays.
  public void forgetProvider() {
    settings.edit(file -> file.without(Set.of(ACTIVE, PROVIDER)));
  }

  /// Blanks the model of the active provider.
  public void forgetModel() {
    provider().ifPresent(active -> changeEntry(active, entry -> entry.with("model", Json.of(""))));
    settings.remove(MODEL);
  }

  /// Notes that the user has set a provider up, or taken that back. Anything but a truth value
  /// changes nothing.
  public void markConfigured(String provider, Json configured) {
    if (configured instanceof JsonBool) {
      JsonObject old = entry(provider).orElse(activeEntry(""));
      settings.update(
          PROVIDERS, all -> asObject(all).with(provider, old.with("configured", configured)));
    }
  }

  /// Whether the user has set a provider up, by the structure or by the flat key of older clients.
  public boolean isMarkedConfigured(String provider) {
    return entry(provider).map(it -> it.get("configured")).filter(JsonBool.TRUE::equals).isPresent()
        || settings.find(provider + "_configured").filter(JsonBool.TRUE::equals).isPresent();
  }

  private void changeEntry(String provider, UnaryOperator<JsonObject> change) {
    if (entry(provider).isPresent()) {
      settings.update(
          PROVIDERS,
          all -> asObject(all).with(provider, change.apply(asObject(asObject(all).get(provider)))));
    }
  }

  private Optional<JsonObject> entry(String provider) {
    return settings.all().object(PROVIDERS).flatMap(providers -> providers.object(provider));
  }

  private Optional<String> fromEnvironment(String key) {
    return settings.isFromEnvironment(key)
        ? new TypedSettings(settings).text(key)
        : Optional.empty();
  }

  /// From the files only: a variable `ACTIVE_PROVIDER` or `PROVIDERS` is none of ours.
  private Optional<String> text(String key) {
    return settings.all().text(key);
  }

  private static JsonObject activeEntry(String model) {
    return JsonObject.builder()
        .put("enabled", true)
        .put("model", model)
        .put("configured", true)
        .build();
  }

  private static JsonObject asObject(@Nullable Json value) {
    return value instanceof JsonObject object ? object : JsonObject.EMPTY;
  }
}

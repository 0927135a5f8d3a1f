package dev.gander.application.settings;

import dev.gander.domain.config.Settings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The provider and model of new sessions, as stored by goosed 1.35 and newer: `active_provider`
/// and `providers.NAME = {enabled, model, configured}`. The flat keys `GOOSE_PROVIDER` and
/// `GOOSE_MODEL` of older files apply where these are not set; the environment overrides
/// everything. Every change is atomic for concurrent readers.
public record ActiveModel(Settings settings) {
  public static final String PROVIDER = "GOOSE_PROVIDER";
  public static final String MODEL = "GOOSE_MODEL";
  public static final String ACTIVE = "active_provider";
  private static final String PROVIDERS = "providers";
  private static final String CONFIGURED = "_configured";

  /// Both values from the same moment; null if not set.
  public record Choice(@Nullable String provider, @Nullable String model) {}

  /// The provider and the model that belong together. Reading them one after the other may mix two
  /// choices.
  public Choice current() {
    return in(settings.all());
  }

  /// The choice in these settings, overridden by the environment.
  public Choice in(JsonObject all) {
    String provider = settings.environment(PROVIDER).or(() -> provider(all)).orElse(null);
    String model = settings.environment(MODEL).or(() -> model(all, provider)).orElse(null);
    return new Choice(provider, model);
  }

  private static Optional<String> provider(JsonObject all) {
    return all.text(ACTIVE).or(() -> all.text(PROVIDER));
  }

  private static Optional<String> model(JsonObject all, @Nullable String provider) {
    return Optional.ofNullable(provider)
        .flatMap(name -> savedModel(all, name))
        .or(() -> all.text(MODEL));
  }

  public Optional<String> provider() {
    return Optional.ofNullable(current().provider());
  }

  public Optional<String> model() {
    return Optional.ofNullable(current().model());
  }

  /// The last model used with a provider; empty if there is none.
  public Optional<String> savedModel(String provider) {
    return savedModel(settings.all(), provider);
  }

  /// Makes a provider the active one, with the last model used with it, else the active model.
  public void activate(String provider) {
    // A change only sees the user's own file, not those below it.
    JsonObject all = settings.all();
    settings.edit(
        file -> {
          String model =
              modelOf(file, provider)
                  .or(() -> modelOf(all, provider))
                  .or(() -> Optional.ofNullable(in(file).model()))
                  .or(() -> Optional.ofNullable(in(all).model()))
                  .orElse("");
          return activated(file, provider, model);
        });
  }

  /// Sets the active provider and model.
  public void activate(String provider, String model) {
    settings.edit(file -> activated(file, provider, model));
  }

  /// Changes the model of the active provider; without one, the model is stored under its flat key.
  public void useModel(String model) {
    String otherwise = current().provider();
    settings.edit(
        file -> {
          String active = in(file).provider();
          String provider = active == null ? otherwise : active;
          return provider == null
              ? file.with(MODEL, Json.of(model))
              : activated(file, provider, model);
        });
  }

  /// Unsets the active provider; what is stored about each provider stays.
  public void forgetProvider() {
    settings.edit(file -> file.without(Set.of(ACTIVE, PROVIDER)));
  }

  /// Blanks the model of the active provider.
  public void forgetModel() {
    settings.edit(
        file -> {
          String active = in(file).provider();
          JsonObject blanked =
              active == null
                  ? file
                  : changedEntry(file, active, entry -> entry.with("model", Json.of("")));
          return blanked.without(Set.of(MODEL));
        });
  }

  /// The provider that a key of clients up to 1.34 marks as set up; empty for any other key.
  public static Optional<String> markedBy(String key) {
    return key.endsWith(CONFIGURED) && key.length() > CONFIGURED.length()
        ? Optional.of(key.substring(0, key.length() - CONFIGURED.length()))
        : Optional.empty();
  }

  /// Marks whether the user has set up a provider, both as newer clients do and, with `value`,
  /// under the flat key of older ones. Anything but a boolean is only stored there.
  public void markConfigured(String provider, Json value) {
    settings.edit(
        file -> {
          JsonObject flat = file.with(flatMark(provider), value);
          if (!(value instanceof JsonBool)) {
            return flat;
          }
          JsonObject old = entry(file, provider).orElse(activeEntry(""));
          return withEntry(flat, provider, old.with("configured", value));
        });
  }

  /// Removes a provider's set-up mark in both forms; everything else about it stays.
  public void unmarkConfigured(String provider) {
    settings.edit(
        file ->
            changedEntry(file, provider, entry -> entry.with("configured", JsonBool.FALSE))
                .without(Set.of(flatMark(provider))));
  }

  /// Whether a provider is marked as set up, in the structure or by the flat key of older clients.
  public boolean isMarkedConfigured(String provider) {
    return entry(settings.all(), provider)
            .map(it -> it.get("configured"))
            .filter(JsonBool.TRUE::equals)
            .isPresent()
        || settings.find(flatMark(provider)).filter(JsonBool.TRUE::equals).isPresent();
  }

  private static Optional<String> savedModel(JsonObject all, String provider) {
    return modelOf(all, provider).filter(model -> !model.isEmpty());
  }

  private static Optional<String> modelOf(JsonObject all, String provider) {
    return entry(all, provider).flatMap(entry -> entry.text("model"));
  }

  private static Optional<JsonObject> entry(JsonObject all, String provider) {
    return all.object(PROVIDERS).flatMap(providers -> providers.object(provider));
  }

  private static JsonObject activated(JsonObject file, String provider, String model) {
    return withEntry(file, provider, activeEntry(model)).with(ACTIVE, Json.of(provider));
  }

  private static JsonObject changedEntry(
      JsonObject file, String provider, UnaryOperator<JsonObject> change) {
    return entry(file, provider)
        .map(entry -> withEntry(file, provider, change.apply(entry)))
        .orElse(file);
  }

  private static JsonObject withEntry(JsonObject file, String provider, JsonObject entry) {
    return file.with(PROVIDERS, providers(file).with(provider, entry));
  }

  /// Anything else may be the user's work and must not be overwritten.
  private static JsonObject providers(JsonObject file) {
    return switch (file.get(PROVIDERS)) {
      case null -> JsonObject.EMPTY;
      case JsonNull _ -> JsonObject.EMPTY;
      case JsonObject providers -> providers;
      case Json _ -> throw new StorageException("The setting " + PROVIDERS + " is no map", null);
    };
  }

  private static JsonObject activeEntry(String model) {
    return JsonObject.builder()
        .put("enabled", true)
        .put("model", model)
        .put("configured", true)
        .build();
  }

  private static String flatMark(String provider) {
    return provider + CONFIGURED;
  }
}

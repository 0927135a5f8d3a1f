package dev.gander.adapters.llm.catalog.table;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.declared.BundledProvider;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The providers that come with the program. Read on first use, since a start does not need it.
public final class ProviderTable {
  /// The providers whose services are asked about a key that the user has pasted without naming its
  /// service, the likeliest first. It is goosed's list. A plug-in cannot join it: its service would
  /// see the keys of all others.
  public static final List<String> ASKED_ABOUT_KEYS =
      List.of("anthropic", "openai", "google", "groq", "xai");

  private ProviderTable() {}

  /// All rows.
  public static List<BundledProvider> rows() {
    return Stream.<BundledProvider>concat(
            BuiltIns.BY_NAME.values().stream(), declarations().stream())
        .toList();
  }

  /// The metadata of a built-in provider for settings pages.
  ///
  /// @throws IllegalArgumentException if the table has no provider of that name
  public static ProviderMetadata metadata(String name) {
    return switch (BuiltIns.BY_NAME.get(name)) {
      case BundledProvider.BuiltIn(var metadata) -> metadata;
      case BundledProvider.BuiltInService(var metadata, _) -> metadata;
      case null, default ->
          throw new IllegalArgumentException("the table has no built-in provider " + name);
    };
  }

  /// The rows whose service issues a key to users who sign up in the browser: what settings pages
  /// show, and in `sign_up` how to do it. Read each time, as it is rarely needed.
  public static List<JsonObject> signUps() {
    return objects("builtin.json").stream().filter(row -> row.has("sign_up")).toList();
  }

  private static List<BundledProvider.Declared> declarations() {
    return objects("declared.json").stream()
        .map(json -> new BundledProvider.Declared(ProviderDeclaration.read(json)))
        .toList();
  }

  private static List<JsonObject> objects(String resource) {
    try (InputStream in = ProviderTable.class.getResourceAsStream(resource)) {
      byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
      return JsonFields.listOf(JsonFields::asObject).apply(JsonText.parse(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException("the table of providers is damaged", e);
    }
  }

  private static final class BuiltIns {
    static final Map<String, BundledProvider> BY_NAME =
        objects("builtin.json").stream()
            .map(BuiltIns::row)
            .collect(Collectors.toUnmodifiableMap(BundledProvider::name, row -> row));

    private static BundledProvider row(JsonObject json) {
      ProviderMetadata metadata = ProviderMetadata.read(json);
      Optional<JsonObject> service = json.object("service");
      return service.isEmpty()
          ? new BundledProvider.BuiltIn(metadata)
          : new BundledProvider.BuiltInService(metadata, declaration(json, service.get()));
    }

    /// The row contains the provider's name and models only once.
    private static ProviderDeclaration declaration(JsonObject row, JsonObject service) {
      JsonFields fields = JsonFields.of(row);
      return ProviderDeclaration.read(
          service
              .with("name", Json.of(fields.text("name")))
              .with("display_name", Json.of(fields.text("display_name")))
              .with("models", fields.required("known_models", models -> models)));
    }
  }
}

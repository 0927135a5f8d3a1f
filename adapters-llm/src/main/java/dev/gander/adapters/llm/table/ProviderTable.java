package dev.gander.adapters.llm.table;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.BundledProvider;
import dev.gander.domain.provider.ProviderDeclaration;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The providers that come with the program. Read at the first question, since a start needs none
/// of it.
public final class ProviderTable {
  private ProviderTable() {}

  /// All rows, by name.
  public static List<BundledProvider> rows() {
    return List.copyOf(Rows.BY_NAME.values());
  }

  /// What settings pages show about a built-in provider.
  ///
  /// @throws IllegalArgumentException if the table has none of that name
  public static ProviderMetadata metadata(String name) {
    return switch (Rows.BY_NAME.get(name)) {
      case BundledProvider.BuiltIn(var metadata) -> metadata;
      case BundledProvider.BuiltInService(var metadata, _) -> metadata;
      case BundledProvider.Declared _ -> throw new IllegalArgumentException(name + " is declared");
      case null -> throw new IllegalArgumentException("the table has no provider " + name);
    };
  }

  private static final class Rows {
    static final Map<String, BundledProvider> BY_NAME = read();

    private static Map<String, BundledProvider> read() {
      Map<String, BundledProvider> rows = new LinkedHashMap<>();
      objects("builtin.json").forEach(json -> put(rows, builtIn(json)));
      objects("declared.json")
          .forEach(json -> put(rows, new BundledProvider.Declared(ProviderDeclaration.read(json))));
      return rows;
    }

    private static void put(Map<String, BundledProvider> rows, BundledProvider row) {
      if (rows.put(row.name(), row) != null) {
        throw new IllegalStateException("the table has two providers " + row.name());
      }
    }

    private static BundledProvider builtIn(JsonObject json) {
      ProviderMetadata metadata = ProviderMetadata.read(json);
      Optional<JsonObject> service = json.object("service");
      return service.isEmpty()
          ? new BundledProvider.BuiltIn(metadata)
          : new BundledProvider.BuiltInService(metadata, declaration(json, service.get()));
    }

    /// The row says once what it is called and which models there are.
    private static ProviderDeclaration declaration(JsonObject row, JsonObject service) {
      JsonFields fields = JsonFields.of(row);
      return ProviderDeclaration.read(
          service
              .with("name", Json.of(fields.text("name")))
              .with("display_name", Json.of(fields.text("display_name")))
              .with("models", fields.required("known_models", models -> models)));
    }

    private static List<JsonObject> objects(String resource) {
      try (InputStream in = ProviderTable.class.getResourceAsStream(resource)) {
        byte[] bytes = Objects.requireNonNull(in, resource).readAllBytes();
        return JsonFields.listOf(JsonFields::asObject).apply(JsonText.parse(bytes));
      } catch (IOException e) {
        throw new UncheckedIOException("the table of providers is damaged", e);
      }
    }
  }
}

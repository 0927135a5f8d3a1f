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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The providers that come with the program. A row is read when it is first asked for: a first
/// session needs one of them.
public final class ProviderTable {
  /// The providers whose services are asked about a key that the user has pasted without naming its
  /// service, the likeliest first. It is goosed's list. A plug-in cannot join it: its service would
  /// see the keys of all others.
  public static final List<String> ASKED_ABOUT_KEYS =
      List.of("anthropic", "openai", "google", "groq", "xai");

  /// Those that have a file in `builtin`.
  private static final List<String> BUILT_IN =
      List.of(
          "amp-acp",
          "anthropic",
          "avian",
          "aws_bedrock",
          "azure_openai",
          "chatgpt_codex",
          "claude-acp",
          "claude-code",
          "codex",
          "codex-acp",
          "copilot-acp",
          "cursor-agent",
          "databricks",
          "databricks_v2",
          "gcp_vertex_ai",
          "gemini-cli",
          "gemini_oauth",
          "github_copilot",
          "google",
          "huggingface",
          "kimi_code",
          "litellm",
          "local",
          "nano-gpt",
          "ollama",
          "openai",
          "openrouter",
          "pi-acp",
          "sagemaker_tgi",
          "snowflake",
          "tetrate",
          "xai",
          "xai_oauth");

  /// The rows that were asked for: filled with what the program brings, and nothing else.
  private static final Map<String, BundledProvider> READ = new ConcurrentHashMap<>();

  private ProviderTable() {}

  /// All rows.
  public static List<BundledProvider> rows() {
    return Stream.concat(BUILT_IN.stream().map(ProviderTable::builtIn), declarations()).toList();
  }

  /// The metadata of a built-in provider for settings pages.
  ///
  /// @throws IllegalArgumentException if the table has no provider of that name
  public static ProviderMetadata metadata(String name) {
    if (!BUILT_IN.contains(name)) {
      throw new IllegalArgumentException("the table has no built-in provider " + name);
    }
    return switch (builtIn(name)) {
      case BundledProvider.BuiltIn(var metadata) -> metadata;
      case BundledProvider.BuiltInService(var metadata, _) -> metadata;
      case BundledProvider.Declared(_) -> throw new IllegalStateException(name + " has no code");
    };
  }

  /// The rows whose service issues a key to users who sign up in the browser: what settings pages
  /// show, and in `sign_up` how to do it. Read each time, as it is rarely needed.
  public static List<JsonObject> signUps() {
    return BUILT_IN.stream().map(ProviderTable::row).filter(row -> row.has("sign_up")).toList();
  }

  private static Stream<BundledProvider> declarations() {
    return JsonFields.listOf(JsonFields::asObject).apply(json("declared.json")).stream()
        .map(row -> new BundledProvider.Declared(ProviderDeclaration.read(row)));
  }

  private static BundledProvider builtIn(String name) {
    return READ.computeIfAbsent(name, unread -> builtIn(row(unread)));
  }

  private static BundledProvider builtIn(JsonObject row) {
    ProviderMetadata metadata = ProviderMetadata.read(row);
    Optional<JsonObject> service = row.object("service");
    return service.isEmpty()
        ? new BundledProvider.BuiltIn(metadata)
        : new BundledProvider.BuiltInService(metadata, declaration(row, service.get()));
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

  private static JsonObject row(String name) {
    return JsonFields.asObject(json("builtin/" + name + ".json"));
  }

  private static Json json(String resource) {
    try (InputStream in = ProviderTable.class.getResourceAsStream(resource)) {
      return JsonText.parse(Objects.requireNonNull(in, resource).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the table of providers is damaged", e);
    }
  }
}

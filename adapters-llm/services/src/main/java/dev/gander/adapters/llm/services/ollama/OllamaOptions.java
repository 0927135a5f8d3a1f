package dev.gander.adapters.llm.services.ollama;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Moves the limits of a chat request to where Ollama expects them: `options.num_predict` and
/// `options.num_ctx`. Without limits there are no options.
final class OllamaOptions {
  private static final Set<String> OUTPUT_LIMITS = Set.of("max_tokens", "max_completion_tokens");

  private OllamaOptions() {}

  static JsonObject apply(JsonObject body, ModelConfig model, ProviderSettings settings) {
    JsonObject.Builder options = JsonObject.builder();
    Stream.of("max_completion_tokens", "max_tokens")
        .map(body::get)
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(limit -> options.put("num_predict", limit));
    contextTokens(model, settings).ifPresent(limit -> options.put("num_ctx", limit));
    body.object("options").ifPresent(options::putAll);
    JsonObject changed = body.without(OUTPUT_LIMITS);
    if (!wantsUsage(settings)) {
      changed = changed.without(Set.of("stream_options"));
    }
    JsonObject made = options.build();
    return made.isEmpty() ? changed : changed.with("options", made);
  }

  private static Optional<Json> contextTokens(ModelConfig model, ProviderSettings settings) {
    return settings
        .setting("GOOSE_INPUT_LIMIT")
        .map(String::strip)
        .filter(text -> text.matches("0*[1-9][0-9]{0,8}"))
        .map(text -> Json.of(Long.parseLong(text)))
        .or(() -> Optional.ofNullable(model.contextLimit()).map(Json::of));
  }

  /// Old servers reject `stream_options`, so it can be switched off.
  private static boolean wantsUsage(ProviderSettings settings) {
    return settings
        .setting("OLLAMA_STREAM_USAGE")
        .map(text -> text.strip().equalsIgnoreCase("true") || text.strip().equals("1"))
        .orElse(true);
  }
}

package dev.gander.application.api.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a user says about a custom provider. Null is what was not said.
///
/// @param engine as clients write it
/// @param apiKey blank: none, or the one that is stored
public record CustomProviderRequest(
    String engine,
    String displayName,
    String apiUrl,
    String apiKey,
    List<String> models,
    @Nullable Boolean supportsStreaming,
    @Nullable Map<String, String> headers,
    boolean requiresAuth,
    @Nullable String catalogProviderId,
    @Nullable String basePath,
    @Nullable Boolean preservesThinking) {

  String strippedKey() {
    return apiKey.strip();
  }
}

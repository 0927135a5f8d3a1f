package dev.gander.application.api.provider;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A user's input for a custom provider. Null means not specified.
///
/// @param engine as clients write it
/// @param apiKey blank for none, or for the stored one
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

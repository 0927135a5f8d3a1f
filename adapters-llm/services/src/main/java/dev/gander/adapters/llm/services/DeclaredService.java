package dev.gander.adapters.llm.services;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What all dialects do in the same way with a declaration.
public final class DeclaredService {
  /// The name of a declaration's address in error messages.
  public static final String BASE_URL = "base_url";

  private DeclaredService() {}

  /// The declaration's key; empty if none is needed and none is set.
  ///
  /// @throws ProviderException if a key is needed but not set
  public static Optional<String> key(ProviderDeclaration declaration, ProviderSettings settings) {
    String name = declaration.key().name();
    if (name.isEmpty()) {
      requireNoKey(declaration);
      return Optional.empty();
    }
    return declaration.key().required()
        ? Optional.of(settings.needSecret(name))
        : settings.filledSecret(name);
  }

  /// Ollama needs no key unless the declaration names one.
  private static void requireNoKey(ProviderDeclaration declaration) {
    if (declaration.key().required() && !declaration.dialect().engine().name().equals("ollama")) {
      throw new ProviderException.ExecutionError(
          "The provider "
              + declaration.name()
              + " needs a key and names none: set api_key_env, or requires_auth to false",
          null);
    }
  }

  /// The declaration's headers, and the key as a bearer token, which no header overrides.
  public static Map<String, String> bearer(
      ProviderDeclaration declaration, ProviderSettings settings) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(declaration.endpoint().headersOrNone());
    key(declaration, settings).ifPresent(key -> headers.put("authorization", "Bearer " + key));
    return headers;
  }

  /// The address of a declared service.
  public static Endpoint endpoint(String address, Map<String, String> headers) {
    return Endpoint.of(address, BASE_URL, "", headers);
  }

  public static CallLimits limits(ProviderDeclaration declaration, ProviderSettings settings) {
    return CallLimits.of(settings, total(declaration), "timeout_seconds");
  }

  public static Duration total(ProviderDeclaration declaration) {
    Integer seconds = declaration.endpoint().timeoutSeconds();
    return seconds == null || seconds <= 0 ? CallLimits.USUAL : Duration.ofSeconds(seconds);
  }

  /// @throws ProviderException if the declaration disables streaming, which this dialect requires
  public static void requireStreaming(ProviderDeclaration declaration) {
    if (!declaration.dialect().streams()) {
      throw new ProviderException.ExecutionError(
          "The provider "
              + declaration.name()
              + " must stream: supports_streaming cannot be false with the engine "
              + declaration.dialect().engine().name(),
          null);
    }
  }
}

package dev.gander.provider.kit.openai;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClients;
import java.util.Map;

/// Providers that speak chat completions, for tests of what services of all families have in
/// common. `CHAT_TIMEOUT` sets their patience.
public final class TestChat {
  private TestChat() {}

  /// @param key empty for none
  public static Provider at(
      String host, String key, ProviderSettings settings, ClientEnvironment environment) {
    return at(host, "", key, settings, environment);
  }

  /// @param query goes with each request
  public static Provider at(
      String host,
      String query,
      String key,
      ProviderSettings settings,
      ClientEnvironment environment) {
    Map<String, String> headers =
        key.isEmpty() ? Map.of() : Map.of("authorization", "Bearer " + key);
    return at(
        Endpoint.of(host + "/v1", "CHAT_HOST", query, headers),
        CallLimits.from(settings, "CHAT_TIMEOUT"),
        settings,
        environment);
  }

  public static Provider at(
      Endpoint endpoint,
      CallLimits limits,
      ProviderSettings settings,
      ClientEnvironment environment) {
    return new ChatProvider(
        ChatService.named("chat"),
        new ServiceClients(environment).to(endpoint, settings).limits(limits).build(),
        settings);
  }
}

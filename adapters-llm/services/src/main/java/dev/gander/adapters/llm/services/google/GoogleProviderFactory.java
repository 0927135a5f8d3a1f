package dev.gander.adapters.llm.services.google;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.Map;

/// Makes the provider `google`.
public final class GoogleProviderFactory extends ServiceFactory {
  static final String NAME = "google";
  private static final String HOST = "https://generativelanguage.googleapis.com";

  public GoogleProviderFactory() {
    this(ClientEnvironment.real());
  }

  GoogleProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    String key = settings.needSecret("GOOGLE_API_KEY");
    String host = settings.filledSetting("GOOGLE_HOST").orElse(HOST);
    ServiceClient client =
        client(
            settings,
            Endpoint.of(host, "GOOGLE_HOST", "", Map.of("x-goog-api-key", key)),
            CallLimits.from(settings, "GOOGLE_TIMEOUT"));
    return new GoogleProvider(client, new Gemini(settings, log(settings), environment()));
  }
}

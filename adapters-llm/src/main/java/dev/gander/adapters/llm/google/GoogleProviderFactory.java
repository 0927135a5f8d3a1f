package dev.gander.adapters.llm.google;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Map;

/// Makes the provider `google`.
public final class GoogleProviderFactory extends ServiceFactory {
  static final String NAME = "google";
  private static final String HOST = "https://generativelanguage.googleapis.com";

  public GoogleProviderFactory() {
    this(Surroundings.real());
  }

  GoogleProviderFactory(Surroundings surroundings) {
    super(NAME, surroundings);
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
    return new GoogleProvider(client, new Gemini(settings, log(settings), surroundings()));
  }
}

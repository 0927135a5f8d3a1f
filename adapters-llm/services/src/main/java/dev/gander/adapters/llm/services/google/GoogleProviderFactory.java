package dev.gander.adapters.llm.services.google;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.service.ServiceFactory;
import java.util.Map;

/// Creates the provider `google`.
public final class GoogleProviderFactory extends ServiceFactory implements TableRow {
  private static final String HOST = "https://generativelanguage.googleapis.com";

  public GoogleProviderFactory() {
    super("google", ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    String key = settings.needSecret("GOOGLE_API_KEY");
    String host = settings.filledSetting("GOOGLE_HOST").orElse(HOST);
    Endpoint endpoint = Endpoint.of(host, "GOOGLE_HOST", "", Map.of("x-goog-api-key", key));
    return new GoogleProvider(
        name(),
        clients.to(endpoint, settings).limits(CallLimits.from(settings, "GOOGLE_TIMEOUT")).build(),
        new Gemini(settings));
  }
}

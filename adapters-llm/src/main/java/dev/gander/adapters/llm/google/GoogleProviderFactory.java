package dev.gander.adapters.llm.google;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.table.ProviderTable;
import dev.gander.adapters.llm.wire.WrittenMessages;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderSettings;
import java.util.Map;

/// Makes the provider `google`.
public final class GoogleProviderFactory implements ProviderFactory {
  static final String NAME = "google";
  private static final String HOST = "https://generativelanguage.googleapis.com";

  private final Connections connections = new Connections();
  private final Surroundings surroundings;

  public GoogleProviderFactory() {
    this(Surroundings.real());
  }

  GoogleProviderFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ProviderMetadata metadata() {
    return ProviderTable.metadata(NAME);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    String key =
        settings
            .secret("GOOGLE_API_KEY")
            .orElseThrow(
                () ->
                    new ProviderException.ExecutionError(
                        "Configuration value not found: GOOGLE_API_KEY", null));
    String host = settings.setting("GOOGLE_HOST").filter(it -> !it.isBlank()).orElse(HOST);
    ServiceClient client =
        new ServiceClient(
            connections,
            settings,
            Endpoint.of(host, "GOOGLE_HOST", "", Map.of("x-goog-api-key", key)),
            CallLimits.from(settings, "GOOGLE_TIMEOUT"),
            RetryPolicy.USUAL,
            surroundings);
    return new GoogleProvider(
        client,
        settings,
        new RequestLog(settings, surroundings.uuids()),
        new WrittenMessages(),
        surroundings);
  }
}

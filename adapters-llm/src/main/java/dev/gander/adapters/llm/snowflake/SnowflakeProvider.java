package dev.gander.adapters.llm.snowflake;

import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import java.util.Map;

/// A Snowflake account. Its models are those that are known.
record SnowflakeProvider(
    ServiceClient client, RequestLog log, List<String> models, Surroundings surroundings)
    implements Provider {
  @Override
  public String name() {
    return SnowflakeProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    byte[] body = CortexRequest.body(request);
    return client.stream(
        "api/v2/cortex/inference:complete",
        body,
        Map.of(),
        request.sessionId(),
        new CortexDecoder(request.model().modelName(), surroundings),
        log.start(request.model(), body));
  }
}

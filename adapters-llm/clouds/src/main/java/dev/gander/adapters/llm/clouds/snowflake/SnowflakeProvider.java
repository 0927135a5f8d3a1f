package dev.gander.adapters.llm.clouds.snowflake;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;
import java.util.Map;

/// A Snowflake account. Its models are those that are known.
record SnowflakeProvider(
    ServiceClient client, RequestLog log, List<String> models, ClientEnvironment environment)
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
        new CortexDecoder(request.model().modelName(), environment),
        log.start(request.model(), body));
  }
}

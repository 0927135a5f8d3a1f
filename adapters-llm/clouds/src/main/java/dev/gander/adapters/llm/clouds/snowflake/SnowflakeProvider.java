package dev.gander.adapters.llm.clouds.snowflake;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;

/// A Snowflake account. Its models are the known ones.
record SnowflakeProvider(ServiceClient client, List<String> models) implements Provider {
  @Override
  public String name() {
    return SnowflakeProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return client.stream(
        ServiceCall.to("api/v2/cortex/inference:complete", CortexRequest.body(request), request),
        new CortexDecoder(request.model().modelName(), client.environment()));
  }
}

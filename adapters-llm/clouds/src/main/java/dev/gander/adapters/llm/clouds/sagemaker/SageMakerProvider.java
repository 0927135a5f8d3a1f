package dev.gander.adapters.llm.clouds.sagemaker;

import dev.gander.adapters.llm.clouds.aws.AwsService;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;
import java.util.Map;

/// One endpoint of the user, which runs a model that we do not choose.
record SageMakerProvider(AwsService.Access access, String endpoint) implements Provider {
  private static final String ATTRIBUTES = "x-amzn-sagemaker-custom-attributes";

  @Override
  public String name() {
    return SageMakerProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    ServiceClient client = access.client();
    String path = "endpoints/" + endpoint + "/invocations";
    String session = request.sessionId();
    Map<String, String> headers =
        session.isEmpty() ? Map.of() : Map.of(ATTRIBUTES, "agent-session-id=" + session);
    return client.whole(
        ServiceCall.to(path, TgiRequest.body(request), request).with(headers).withoutSessionId(),
        new TgiDecoder(client.environment()));
  }

  @Override
  public List<String> models() {
    throw new ProviderException.Unsupported("a SageMaker endpoint has no list of models");
  }
}

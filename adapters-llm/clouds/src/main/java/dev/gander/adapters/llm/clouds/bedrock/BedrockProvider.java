package dev.gander.adapters.llm.clouds.bedrock;

import dev.gander.adapters.llm.clouds.aws.AwsService;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;

/// Amazon Bedrock models over Converse.
record BedrockProvider(
    AwsService.Access access,
    ProviderMetadata metadata,
    ProviderSettings settings,
    WrittenMessages written)
    implements Provider {

  @Override
  public String name() {
    return metadata.name();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    ServiceClient client = access.client();
    ModelConfig model = request.model();
    String path = "model/" + Endpoint.segment(model.modelName());
    byte[] body = ConverseRequest.body(request, settings, written).bytes();
    ClientEnvironment environment = client.environment();
    return ConverseRequest.isSet(settings, "BEDROCK_DISABLE_STREAMING")
        ? client.whole(
            ServiceCall.to(path + "/converse", body, request),
            new ConverseDecoder(model.modelName(), environment))
        : client.stream(
            ServiceCall.to(path + "/converse-stream", body, request),
            new ConverseStreamDecoder(model.modelName(), environment));
  }

  /// The service's own list does not show which models support Converse.
  @Override
  public List<String> models() {
    return metadata.knownModels().stream().map(model -> model.name()).toList();
  }
}

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
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;
import java.util.Map;

/// Models of Amazon Bedrock over Converse.
record BedrockProvider(
    AwsService.Access access,
    ProviderMetadata metadata,
    ProviderSettings settings,
    RequestLog log,
    WrittenMessages written,
    ClientEnvironment environment)
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
    RequestLog.Entry entry = log.start(model, body);
    return ConverseRequest.isSet(settings, "BEDROCK_DISABLE_STREAMING")
        ? client.whole(
            path + "/converse",
            body,
            Map.of(),
            request.sessionId(),
            new ConverseDecoder(model.modelName(), environment),
            entry)
        : client.stream(
            path + "/converse-stream",
            body,
            Map.of(),
            request.sessionId(),
            new ConverseStreamDecoder(model.modelName(), environment),
            entry);
  }

  /// The service's own list says nothing about what can be asked over Converse.
  @Override
  public List<String> models() {
    return metadata.knownModels().stream().map(model -> model.name()).toList();
  }
}

package dev.gander.adapters.llm.google;

import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.wire.WrittenMessages;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import java.util.Map;

/// Google's Gemini API, asked with a key.
record GoogleProvider(
    ServiceClient client,
    ProviderSettings settings,
    RequestLog log,
    WrittenMessages written,
    Surroundings surroundings)
    implements Provider {
  private static final String FAST_MODEL = "gemini-2.5-flash";

  @Override
  public String name() {
    return GoogleProviderFactory.NAME;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    ModelConfig model = request.model();
    byte[] body = GeminiRequest.body(request, settings, written).bytes();
    return client.stream(
        "v1beta/models/" + Endpoint.segment(model.modelName()) + ":streamGenerateContent?alt=sse",
        body,
        Map.of(),
        request.sessionId(),
        new GeminiDecoder(model.modelName(), surroundings),
        log.start(model, body));
  }

  @Override
  public String fastModel() {
    return FAST_MODEL;
  }

  @Override
  public List<String> models() throws InterruptedException {
    return GeminiModelList.fetch(client);
  }
}

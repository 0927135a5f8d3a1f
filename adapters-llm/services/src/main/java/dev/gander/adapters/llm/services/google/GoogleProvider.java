package dev.gander.adapters.llm.services.google;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.gemini.Gemini;
import dev.gander.provider.kit.gemini.GeminiModelList;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ServiceClient;
import java.util.List;

/// Google's Gemini API, called with a key.
record GoogleProvider(String name, ServiceClient client, Gemini gemini) implements Provider {
  private static final String FAST_MODEL = "gemini-2.5-flash";

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    String model = Endpoint.segment(request.model().modelName());
    return gemini.stream(
        request,
        new Gemini.Address(client, "v1beta/models/" + model + ":streamGenerateContent?alt=sse"));
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

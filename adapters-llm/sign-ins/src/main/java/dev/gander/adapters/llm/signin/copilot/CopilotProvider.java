package dev.gander.adapters.llm.signin.copilot;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.ReasoningName;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Calls the service at whatever address GitHub reports. Any thread.
final class CopilotProvider implements Provider {
  /// Models whose chat completions are streamed; all others answer as a whole.
  private static final List<String> STREAMED =
      List.of(
          "gpt-4.1",
          "gpt-4o",
          "grok-code-fast-1",
          "gemini-2.5-pro",
          "gemini-3-flash-preview",
          "gemini-3.1-pro-preview");

  /// The service at one address.
  ///
  /// @param lists the client for the list of models
  record Service(
      String address,
      ChatProvider streamed,
      ChatProvider whole,
      Responses responses,
      ServiceClient lists) {}

  private final String name;
  private final CopilotAccess access;
  private final Function<String, Service> services;
  private final AtomicReference<@Nullable Service> last = new AtomicReference<>();

  CopilotProvider(String name, CopilotAccess access, Function<String, Service> services) {
    this.name = name;
    this.access = access;
    this.services = services;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    Service service = service();
    Map<String, String> headers = CopilotHeaders.of(request);
    String model = request.model().modelName();
    if (ReasoningName.isOfOpenAi(model)) {
      return service.responses().stream(request, headers);
    }
    return STREAMED.stream().anyMatch(model::startsWith)
        ? service.streamed().stream(request, headers)
        : service.whole().stream(request, headers);
  }

  @Override
  public List<String> models() throws InterruptedException {
    return OpenAiModelList.fetch(service().lists(), "models");
  }

  private Service service() throws InterruptedException {
    String address = access.address();
    Service known = last.get();
    if (known == null || !known.address().equals(address)) {
      known = services.apply(address);
      last.set(known);
    }
    return known;
  }
}

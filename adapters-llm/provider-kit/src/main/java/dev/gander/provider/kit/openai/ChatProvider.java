package dev.gander.provider.kit.openai;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.service.ServiceCall;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A service with chat completions.
public final class ChatProvider implements Provider {
  private final ChatService service;
  private final ServiceClient client;
  private final ProviderSettings settings;
  private final WrittenMessages written = new WrittenMessages();

  public ChatProvider(ChatService service, ServiceClient client, ProviderSettings settings) {
    this.service = service;
    this.client = client;
    this.settings = settings;
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return stream(request, Map.of());
  }

  /// @param headers for this request only
  public ProviderStream stream(ProviderRequest request, Map<String, String> headers)
      throws InterruptedException {
    ServiceCall call =
        ServiceCall.to(service.path(), body(request).payload(), request).with(headers);
    AnswerDecoder decoder = service.decoders().apply(client.environment());
    return service.dialect().streams()
        ? client.stream(call, decoder)
        : client.whole(call, new WholeAnswer(decoder, request.model().modelName()));
  }

  private RequestBody body(ProviderRequest request) throws InterruptedException {
    RequestBody body =
        ChatRequest.body(request, service.dialect(), Effort.of(request.model(), settings), written);
    return service.finish().on(body, request, client);
  }

  @Override
  public @Nullable String fastModel() {
    return service.fastModel();
  }

  @Override
  public List<String> models() throws InterruptedException {
    return service.models().fetch(client);
  }

  @Override
  public OptionalInt contextLimit(String model) throws InterruptedException {
    return service.models().contextLimit(model, client);
  }
}

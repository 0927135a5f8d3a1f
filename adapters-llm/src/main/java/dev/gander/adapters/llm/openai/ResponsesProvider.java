package dev.gander.adapters.llm.openai;

import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.wire.Effort;
import dev.gander.adapters.llm.wire.WrittenMessages;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A service that speaks Responses for some models, and chat completions for all others.
public final class ResponsesProvider implements Provider {
  /// Which models are asked over Responses, and how.
  ///
  /// @param streams whether answers come in pieces
  /// @param givesReasoning whether the service is asked for the model's reasoning, encrypted, so
  ///   that it can be carried back
  public record Service(
      Predicate<String> models, String path, boolean streams, boolean givesReasoning) {}

  private final Provider chat;
  private final Service service;
  private final ServiceClient client;
  private final ProviderSettings settings;
  private final RequestLog log;
  private final Surroundings surroundings;
  private final WrittenMessages written = new WrittenMessages();

  public ResponsesProvider(
      Provider chat,
      Service service,
      ServiceClient client,
      ProviderSettings settings,
      RequestLog log,
      Surroundings surroundings) {
    this.chat = chat;
    this.service = service;
    this.client = client;
    this.settings = settings;
    this.log = log;
    this.surroundings = surroundings;
  }

  @Override
  public String name() {
    return chat.name();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    String model = request.model().modelName();
    if (!service.models().test(model)) {
      return chat.stream(request);
    }
    CarriedReasoning reasoning = new CarriedReasoning(name());
    byte[] body =
        ResponsesRequest.body(
                request, service, reasoning, Effort.of(request.model(), settings), written)
            .bytes();
    ResponsesDecoder decoder = new ResponsesDecoder(surroundings, reasoning, model);
    RequestLog.Entry entry = log.start(request.model(), body);
    return service.streams()
        ? client.stream(service.path(), body, Map.of(), request.sessionId(), decoder, entry)
        : client.whole(service.path(), body, request.sessionId(), decoder, entry);
  }

  @Override
  public @Nullable String fastModel() {
    return chat.fastModel();
  }

  @Override
  public List<String> models() throws InterruptedException {
    return chat.models();
  }
}

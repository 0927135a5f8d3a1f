package dev.gander.provider.kit.openai;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.service.AnswerDecoder;
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.Effort;
import dev.gander.provider.kit.wire.RequestBody;
import dev.gander.provider.kit.wire.WrittenMessages;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A service that speaks chat completions.
public final class ChatProvider implements Provider {
  /// What makes one such service different from another: where it is asked, in which dialect, how
  /// its chunks are understood, how its models are listed, and what else becomes of a body.
  public record Service(
      String name,
      @Nullable String fastModel,
      String path,
      ChatDialect dialect,
      Supplier<AnswerDecoder> decoders,
      ModelList models,
      LastTouch lastTouch) {
    /// A service that takes a body as its dialect has it.
    public Service(
        String name,
        @Nullable String fastModel,
        String path,
        ChatDialect dialect,
        Supplier<AnswerDecoder> decoders,
        ModelList models) {
      this(name, fastModel, path, dialect, decoders, models, (body, _, _) -> body);
    }
  }

  /// Changes a body that is finished, messages and all.
  @FunctionalInterface
  public interface LastTouch {
    RequestBody on(RequestBody body, ProviderRequest request, ServiceClient client)
        throws InterruptedException;
  }

  /// Asks a service for its models.
  @FunctionalInterface
  public interface ModelList {
    List<String> fetch(ServiceClient client) throws InterruptedException;

    /// See [Provider#contextLimit].
    default OptionalInt contextLimit(String model, ServiceClient client)
        throws InterruptedException {
      return OptionalInt.empty();
    }
  }

  private final Service service;
  private final ServiceClient client;
  private final ProviderSettings settings;
  private final RequestLog log;
  private final WrittenMessages written = new WrittenMessages();

  public ChatProvider(
      Service service, ServiceClient client, ProviderSettings settings, RequestLog log) {
    this.service = service;
    this.client = client;
    this.settings = settings;
    this.log = log;
  }

  /// A service that speaks nothing but plain chat completions right below its address.
  public static ChatProvider plain(
      String name,
      ServiceClient client,
      ProviderSettings settings,
      RequestLog log,
      ClientEnvironment environment) {
    return new ChatProvider(
        new Service(
            name,
            null,
            "chat/completions",
            ChatDialect.plain(true),
            () -> new ChatDecoder(environment),
            service -> OpenAiModelList.fetch(service, "models")),
        client,
        settings,
        log);
  }

  @Override
  public String name() {
    return service.name();
  }

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    return stream(request, Map.of());
  }

  /// @param headers of this request alone
  public ProviderStream stream(ProviderRequest request, Map<String, String> headers)
      throws InterruptedException {
    byte[] bytes = body(request).bytes();
    if (!service.dialect().streams()) {
      return client.whole(
          service.path(),
          bytes,
          headers,
          request.sessionId(),
          new WholeAnswer(service.decoders().get(), request.model().modelName()),
          log.start(request.model(), bytes));
    }
    return client.stream(
        service.path(),
        bytes,
        headers,
        request.sessionId(),
        service.decoders().get(),
        log.start(request.model(), bytes));
  }

  private RequestBody body(ProviderRequest request) throws InterruptedException {
    RequestBody body =
        ChatRequest.body(request, service.dialect(), Effort.of(request.model(), settings), written);
    return service.lastTouch().on(body, request, client);
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

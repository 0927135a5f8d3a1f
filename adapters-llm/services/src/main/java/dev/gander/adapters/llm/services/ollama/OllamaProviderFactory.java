package dev.gander.adapters.llm.services.ollama;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.services.DeclaredService;
import dev.gander.adapters.llm.services.EngineFactory;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Creates the provider `ollama`.
public final class OllamaProviderFactory extends EngineFactory {
  private static final Pattern HTTP_WITHOUT_PORT =
      Pattern.compile("(http://(?:\\[[^\\]]*]|[^:/?#]+))((?:/.*)?)");
  private static final Duration GAP = Duration.ofMinutes(2);
  private static final ExponentialBackoff RETRY =
      new ExponentialBackoff(10, Duration.ofSeconds(2), 1.5, Duration.ofSeconds(15), true);

  public OllamaProviderFactory() {
    super("ollama", ProviderTable::metadata);
  }

  @Override
  public Provider create(ProviderSettings settings, ServiceClients clients) {
    return provider(name(), endpoint(settings), limits(settings), settings, clients);
  }

  @Override
  public Provider create(
      ProviderDeclaration declaration, ProviderSettings settings, ServiceClients clients) {
    DeclaredService.requireStreaming(declaration);
    Endpoint endpoint =
        DeclaredService.endpoint(
            withUsualPort(address(declaration.endpoint().baseUrl())),
            DeclaredService.bearer(declaration, settings));
    CallLimits limits = limits(settings, DeclaredService.total(declaration));
    return provider(declaration.name(), endpoint, limits, settings, clients);
  }

  /// The address of the user's Ollama.
  static Endpoint endpoint(ProviderSettings settings) {
    String host = settings.filledSetting("OLLAMA_HOST").orElse("localhost");
    return Endpoint.of(address(host), "OLLAMA_HOST", "", Map.of());
  }

  static CallLimits limits(ProviderSettings settings) {
    return limits(settings, CallLimits.seconds(settings, "OLLAMA_TIMEOUT", CallLimits.USUAL));
  }

  private static Provider provider(
      String name,
      Endpoint endpoint,
      CallLimits limits,
      ProviderSettings settings,
      ServiceClients clients) {
    ChatDialect dialect =
        new ChatDialect(
            true, (body, request) -> OllamaOptions.apply(body, request.model(), settings));
    return new ChatProvider(
        ChatService.named(name)
            .at("v1/chat/completions")
            .in(dialect)
            .decodedBy(
                environment -> new XmlCalls(new ChatDecoder(environment), environment.uuids()))
            .listing(OllamaProviderFactory::models),
        clients.to(endpoint, settings).limits(limits).retries(RETRY).build(),
        settings);
  }

  /// A host as users write it: without a scheme it is plain HTTP, and the local machine without a
  /// port gets Ollama's own.
  static String address(String host) {
    String text = host.strip();
    return switch (text) {
      case "localhost", "127.0.0.1", "[::1]" -> "http://" + text + ":11434";
      case "::1" -> "http://[::1]:11434";
      default -> text.contains("://") ? text : "http://" + text;
    };
  }

  /// A declaration with plain HTTP may leave out Ollama's port.
  private static String withUsualPort(String address) {
    Matcher bare = HTTP_WITHOUT_PORT.matcher(address);
    return bare.matches() ? bare.group(1) + ":11434" + bare.group(2) : address;
  }

  private static CallLimits limits(ProviderSettings settings, Duration total) {
    Duration gap = CallLimits.seconds(settings, "OLLAMA_TIMEOUT", GAP);
    gap = CallLimits.seconds(settings, "GOOSE_STREAM_TIMEOUT", gap);
    gap = CallLimits.seconds(settings, "OLLAMA_STREAM_TIMEOUT", gap);
    return CallLimits.of(settings, total, "OLLAMA_TIMEOUT")
        .withSilence(
            new CallLimits.Limit(
                gap, "OLLAMA_STREAM_TIMEOUT, GOOSE_STREAM_TIMEOUT or OLLAMA_TIMEOUT"));
  }

  private static List<String> models(ServiceClient client) throws InterruptedException {
    JsonArray models =
        client
            .get("api/tags")
            .array("models")
            .orElseThrow(
                () ->
                    new ProviderException.RequestFailed(
                        "The answer to api/tags has no member `models`", null));
    return models.items().stream().flatMap(model -> name(model).stream()).sorted().toList();
  }

  private static Optional<String> name(Json model) {
    return model instanceof JsonObject object ? object.text("name") : Optional.empty();
  }
}

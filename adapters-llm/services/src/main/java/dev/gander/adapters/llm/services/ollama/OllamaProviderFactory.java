package dev.gander.adapters.llm.services.ollama;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.adapters.llm.services.DeclaredService;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.declared.ProviderDeclaration;
import dev.gander.domain.provider.declared.ProviderEngine;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.openai.ChatDecoder;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Makes the provider `ollama`.
public final class OllamaProviderFactory extends ServiceFactory implements ProviderEngine {
  private static final String NAME = "ollama";
  private static final Pattern HTTP_WITHOUT_PORT =
      Pattern.compile("(http://(?:\\[[^\\]]*]|[^:/?#]+))((?:/.*)?)");
  private static final Duration GAP = Duration.ofMinutes(2);
  private static final RetryPolicy RETRY =
      new RetryPolicy(10, Duration.ofSeconds(2), 1.5, Duration.ofSeconds(15), true);

  public OllamaProviderFactory() {
    this(ClientEnvironment.real());
  }

  OllamaProviderFactory(ClientEnvironment environment) {
    super(NAME, environment);
  }

  @Override
  public Provider create(ProviderSettings settings) {
    return provider(NAME, endpoint(settings), limits(settings), settings);
  }

  /// Where the user's Ollama is.
  static Endpoint endpoint(ProviderSettings settings) {
    String host = settings.filledSetting("OLLAMA_HOST").orElse("localhost");
    return Endpoint.of(address(host), "OLLAMA_HOST", "", Map.of());
  }

  static CallLimits limits(ProviderSettings settings) {
    return limits(settings, CallLimits.seconds(settings, "OLLAMA_TIMEOUT", CallLimits.USUAL));
  }

  @Override
  public Provider create(ProviderDeclaration declaration, ProviderSettings settings) {
    DeclaredService.requireStreaming(declaration);
    return provider(
        declaration.name(),
        Endpoint.of(
            withUsualPort(address(declaration.baseUrl())),
            DeclaredService.BASE_URL,
            "",
            DeclaredService.bearer(declaration, settings)),
        limits(settings, DeclaredService.total(declaration)),
        settings);
  }

  private Provider provider(
      String name, Endpoint endpoint, CallLimits limits, ProviderSettings settings) {
    ServiceClient client = client(settings, endpoint, limits, RETRY);
    ChatDialect dialect =
        new ChatDialect(
            true, (body, request) -> OllamaOptions.apply(body, request.model(), settings));
    return new ChatProvider(
        new ChatProvider.Service(
            name,
            null,
            "v1/chat/completions",
            dialect,
            () -> new XmlCalls(new ChatDecoder(environment()), environment().uuids()),
            OllamaProviderFactory::models),
        client,
        settings,
        log(settings));
  }

  /// A host as users write it: without a scheme it is plain HTTP, and the local machine without a
  /// port has Ollama's own.
  static String address(String host) {
    String text = host.strip();
    return switch (text) {
      case "localhost", "127.0.0.1", "[::1]" -> "http://" + text + ":11434";
      case "::1" -> "http://[::1]:11434";
      default -> text.contains("://") ? text : "http://" + text;
    };
  }

  /// Ollama's port is left out of a declaration that goes by plain HTTP.
  private static String withUsualPort(String address) {
    Matcher bare = HTTP_WITHOUT_PORT.matcher(address);
    return bare.matches() ? bare.group(1) + ":11434" + bare.group(2) : address;
  }

  private static CallLimits limits(ProviderSettings settings, Duration total) {
    Duration gap = CallLimits.seconds(settings, "OLLAMA_TIMEOUT", GAP);
    gap = CallLimits.seconds(settings, "GOOSE_STREAM_TIMEOUT", gap);
    gap = CallLimits.seconds(settings, "OLLAMA_STREAM_TIMEOUT", gap);
    return new CallLimits(
        total,
        gap,
        "set OLLAMA_STREAM_TIMEOUT, GOOSE_STREAM_TIMEOUT or OLLAMA_TIMEOUT to wait longer");
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

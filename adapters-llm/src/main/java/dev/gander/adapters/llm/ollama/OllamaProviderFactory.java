package dev.gander.adapters.llm.ollama;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.openai.ChatDecoder;
import dev.gander.adapters.llm.openai.ChatDialect;
import dev.gander.adapters.llm.openai.ChatProvider;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the provider `ollama`.
public final class OllamaProviderFactory implements ProviderFactory {
  private static final int CONTEXT = 128_000;
  private static final Duration GAP = Duration.ofMinutes(2);
  private static final RetryPolicy RETRY =
      new RetryPolicy(10, Duration.ofSeconds(2), 1.5, Duration.ofSeconds(15), true);

  private final Connections connections = new Connections();
  private final Surroundings surroundings;

  public OllamaProviderFactory() {
    this(Surroundings.real());
  }

  OllamaProviderFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ProviderMetadata metadata() {
    return new ProviderMetadata(
        "ollama",
        "Ollama",
        "Open models on your own machine, served by Ollama",
        "qwen3",
        null,
        List.of(
            ModelInfo.of("qwen3", CONTEXT),
            ModelInfo.of("qwen3-vl", CONTEXT),
            ModelInfo.of("qwen3-coder:30b", CONTEXT),
            ModelInfo.of("qwen3-coder:480b-cloud", CONTEXT)),
        "https://ollama.com/library",
        List.of(
            new ConfigKey("OLLAMA_HOST", true, false, "localhost", false, false, true),
            ConfigKey.setting("OLLAMA_TIMEOUT", "600")));
  }

  @Override
  public Provider create(ProviderSettings settings) {
    String host = settings.setting("OLLAMA_HOST").filter(h -> !h.isBlank()).orElse("localhost");
    ServiceClient client =
        new ServiceClient(
            connections,
            settings,
            Endpoint.of(address(host), "OLLAMA_HOST", "", Map.of()),
            limits(settings),
            RETRY,
            surroundings);
    ChatDialect dialect =
        new ChatDialect(
            true, (body, request) -> OllamaOptions.apply(body, request.model(), settings));
    return new ChatProvider(
        new ChatProvider.Service(
            "ollama",
            null,
            "v1/chat/completions",
            dialect,
            () -> new XmlCalls(new ChatDecoder(surroundings), surroundings.uuids()),
            OllamaProviderFactory::models),
        client,
        settings,
        new RequestLog(settings, surroundings.uuids()));
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

  private static CallLimits limits(ProviderSettings settings) {
    Duration gap = CallLimits.seconds(settings, "OLLAMA_TIMEOUT", GAP);
    gap = CallLimits.seconds(settings, "GOOSE_STREAM_TIMEOUT", gap);
    gap = CallLimits.seconds(settings, "OLLAMA_STREAM_TIMEOUT", gap);
    return new CallLimits(
        CallLimits.seconds(settings, "OLLAMA_TIMEOUT", CallLimits.USUAL),
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

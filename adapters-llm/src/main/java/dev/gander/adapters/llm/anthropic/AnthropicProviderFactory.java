package dev.gander.adapters.llm.anthropic;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.wire.WrittenMessages;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderSettings;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Makes the provider `anthropic`.
public final class AnthropicProviderFactory implements ProviderFactory {
  private static final String FAST_MODEL = "claude-haiku-4-5";
  private static final String HOST = "https://api.anthropic.com";
  private static final List<ModelInfo> KNOWN =
      Stream.of(
              "claude-opus-4-6",
              "claude-sonnet-4-6",
              "claude-sonnet-4-5",
              "claude-sonnet-4-5-20250929",
              "claude-haiku-4-5",
              "claude-haiku-4-5-20251001",
              "claude-opus-4-5",
              "claude-opus-4-5-20251101",
              "claude-sonnet-4-0",
              "claude-sonnet-4-20250514",
              "claude-opus-4-0",
              "claude-opus-4-20250514")
          .map(name -> ModelInfo.of(name, 200_000))
          .toList();

  private final Connections connections = new Connections();
  private final Surroundings surroundings;

  public AnthropicProviderFactory() {
    this(Surroundings.real());
  }

  AnthropicProviderFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ProviderMetadata metadata() {
    return new ProviderMetadata(
        "anthropic",
        "Anthropic",
        "Claude models, asked at Anthropic directly",
        "claude-sonnet-4-5",
        FAST_MODEL,
        KNOWN,
        "https://docs.anthropic.com/en/docs/about-claude/models",
        List.of(
            ConfigKey.secret("ANTHROPIC_API_KEY"),
            new ConfigKey("ANTHROPIC_HOST", true, false, HOST, false, false, false)));
  }

  @Override
  public Provider create(ProviderSettings settings) {
    String key =
        settings
            .secret("ANTHROPIC_API_KEY")
            .orElseThrow(
                () ->
                    new ProviderException.ExecutionError(
                        "Configuration value not found: ANTHROPIC_API_KEY", null));
    Endpoint endpoint =
        Endpoint.of(
            settings.setting("ANTHROPIC_HOST").filter(host -> !host.isBlank()).orElse(HOST),
            "ANTHROPIC_HOST",
            "",
            Map.of("x-api-key", key, "anthropic-version", "2023-06-01"));
    ServiceClient client =
        new ServiceClient(
            connections,
            settings,
            endpoint,
            CallLimits.from(settings, "ANTHROPIC_TIMEOUT"),
            RetryPolicy.USUAL,
            surroundings);
    return new AnthropicProvider(
        "anthropic",
        FAST_MODEL,
        MessagesDialect.ANTHROPIC,
        client,
        settings,
        new RequestLog(settings, surroundings.uuids()),
        new WrittenMessages(),
        surroundings);
  }
}

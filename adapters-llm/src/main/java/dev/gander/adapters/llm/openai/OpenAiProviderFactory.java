package dev.gander.adapters.llm.openai;

import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Connections;
import dev.gander.adapters.llm.http.Endpoint;
import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ModelInfo;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderFactory;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes the provider `openai`: OpenAI itself, or whatever speaks like it at the configured
/// address.
public final class OpenAiProviderFactory implements ProviderFactory {
  private static final String FAST_MODEL = "gpt-4o-mini";

  private final Connections connections = new Connections();
  private final Surroundings surroundings;

  public OpenAiProviderFactory() {
    this(Surroundings.real());
  }

  public OpenAiProviderFactory(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public ProviderMetadata metadata() {
    return new ProviderMetadata(
        "openai",
        "OpenAI",
        "GPT and o-series models of OpenAI, or any service with the same interface",
        "gpt-4o",
        FAST_MODEL,
        OpenAiModels.KNOWN,
        "https://platform.openai.com/docs/models",
        List.of(
            new ConfigKey("OPENAI_API_KEY", false, true, null, false, false, true),
            ConfigKey.setting("OPENAI_BASE_URL", null),
            new ConfigKey(
                "OPENAI_HOST", true, false, "https://api.openai.com", false, false, false),
            new ConfigKey(
                "OPENAI_BASE_PATH", true, false, "v1/chat/completions", false, false, false),
            ConfigKey.setting("OPENAI_ORGANIZATION", null),
            ConfigKey.setting("OPENAI_PROJECT", null),
            new ConfigKey("OPENAI_CUSTOM_HEADERS", false, true, null, false, false, false),
            ConfigKey.setting("OPENAI_TIMEOUT", "600")));
  }

  @Override
  public Provider create(ProviderSettings settings) {
    OpenAiAddress address = OpenAiAddress.from(settings);
    ServiceClient client =
        new ServiceClient(
            connections,
            settings,
            Endpoint.of(address.host(), address.setting(), address.query(), headers(settings)),
            CallLimits.from(settings, "OPENAI_TIMEOUT"),
            RetryPolicy.USUAL,
            surroundings);
    ChatProvider chat =
        new ChatProvider(
            new ChatProvider.Service(
                "openai",
                address.isOpenAi() ? FAST_MODEL : null,
                address.path(),
                ChatDialect.plain(!address.isOpenAi()),
                () -> new ChatDecoder(surroundings),
                service -> OpenAiModelList.fetch(service, address.sibling("models"))),
            client,
            settings,
            new RequestLog(settings, surroundings.uuids()));
    return address.isCustomPath() ? new WithoutO1Mini(chat) : chat;
  }

  private static Map<String, String> headers(ProviderSettings settings) {
    Map<String, String> headers = new LinkedHashMap<>();
    Map<String, String> custom =
        CustomHeaders.parse(settings.secret("OPENAI_CUSTOM_HEADERS").orElse(""));
    if (custom.isEmpty()) {
      settings.setting("OPENAI_ORGANIZATION").ifPresent(o -> headers.put("OpenAI-Organization", o));
      settings.setting("OPENAI_PROJECT").ifPresent(p -> headers.put("OpenAI-Project", p));
    }
    headers.putAll(custom);
    settings
        .secret("OPENAI_API_KEY")
        .map(String::strip)
        .filter(key -> !key.isEmpty())
        .ifPresent(key -> headers.put("authorization", "Bearer " + key));
    return headers;
  }

  /// `o1-mini` takes no tools over chat completions, so that asking it makes no sense.
  private record WithoutO1Mini(Provider provider) implements Provider {
    @Override
    public String name() {
      return provider.name();
    }

    @Override
    public ProviderStream stream(ProviderRequest request) throws InterruptedException {
      if (request.model().modelName().startsWith("o1-mini")) {
        throw new ProviderException.ExecutionError(
            "The model o1-mini cannot call tools, which this agent needs: choose another one",
            null);
      }
      return provider.stream(request);
    }

    @Override
    public @Nullable String fastModel() {
      return provider.fastModel();
    }

    @Override
    public List<String> models() throws InterruptedException {
      return provider.models();
    }
  }

  /// The models that goosed lists without asking.
  private static final class OpenAiModels {
    private static final List<ModelInfo> KNOWN =
        List.of(
            ModelInfo.of("gpt-4o", 128_000),
            ModelInfo.of("gpt-4o-mini", 128_000),
            ModelInfo.of("gpt-4.1", 128_000),
            ModelInfo.of("gpt-4.1-mini", 128_000),
            ModelInfo.of("o1", 200_000),
            ModelInfo.of("o3", 200_000),
            ModelInfo.of("gpt-3.5-turbo", 16_385),
            ModelInfo.of("gpt-4-turbo", 128_000),
            ModelInfo.of("o4-mini", 128_000),
            ModelInfo.of("gpt-5", 400_000),
            ModelInfo.of("gpt-5-mini", 400_000),
            ModelInfo.of("gpt-5-nano", 400_000),
            ModelInfo.of("gpt-5-pro", 400_000),
            ModelInfo.of("gpt-5-codex", 400_000),
            ModelInfo.of("gpt-5.1", 400_000),
            ModelInfo.of("gpt-5.1-codex", 400_000),
            ModelInfo.of("gpt-5.2", 400_000),
            ModelInfo.of("gpt-5.2-codex", 400_000),
            ModelInfo.of("gpt-5.2-pro", 400_000),
            ModelInfo.of("gpt-5.3-codex", 400_000),
            ModelInfo.of("gpt-5.4", 1_050_000),
            ModelInfo.of("gpt-5.4-mini", 400_000),
            ModelInfo.of("gpt-5.4-nano", 400_000),
            ModelInfo.of("gpt-5.4-pro", 1_050_000));
  }
}

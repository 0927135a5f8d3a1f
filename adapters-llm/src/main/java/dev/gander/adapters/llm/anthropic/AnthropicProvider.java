package dev.gander.adapters.llm.anthropic;

import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.openai.OpenAiModelList;
import dev.gander.adapters.llm.wire.WrittenMessages;
import dev.gander.domain.json.JsonBool;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ModelConfig;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service that speaks Anthropic's messages.
record AnthropicProvider(
    String name,
    @Nullable String fastModel,
    MessagesDialect dialect,
    ServiceClient client,
    ProviderSettings settings,
    RequestLog log,
    WrittenMessages written,
    Surroundings surroundings)
    implements Provider {
  private static final Map<String, String> SHORT_TOOLS =
      Map.of("anthropic-beta", "token-efficient-tools-2025-02-19");

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    ModelConfig model = request.model();
    MessagesDialect asked = dialectFor(model);
    ThinkingPlan thinking =
        ThinkingPlan.of(model, settings, asked, MessagesRequest.maxTokens(model));
    byte[] body = MessagesRequest.body(request, asked, thinking, written).bytes();
    return client.stream(
        "v1/messages",
        body,
        model.modelName().startsWith("claude-3-7-sonnet-") ? SHORT_TOOLS : Map.of(),
        request.sessionId(),
        new MessagesDecoder(surroundings),
        log.start(model, body));
  }

  @Override
  public List<String> models() throws InterruptedException {
    return OpenAiModelList.fetch(client, "v1/models");
  }

  private MessagesDialect dialectFor(ModelConfig model) {
    return new MessagesDialect(
        isOn(model, "preserve_thinking_context", dialect.preservesContext()),
        isOn(model, "preserve_unsigned_thinking", dialect.preservesUnsigned()));
  }

  private boolean isOn(ModelConfig model, String parameter, boolean otherwise) {
    JsonObject params = model.requestParams() == null ? JsonObject.EMPTY : model.requestParams();
    if (params.get(parameter) instanceof JsonBool on) {
      return on.value();
    }
    return settings
        .setting("ANTHROPIC_" + parameter.toUpperCase(Locale.ROOT))
        .map(text -> text.strip().equalsIgnoreCase("true") || text.strip().equals("1"))
        .orElse(otherwise);
  }
}

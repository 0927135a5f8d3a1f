package dev.gander.adapters.local.chat;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.adapters.local.shelf.AnswerSettings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.openai.ChatDialect;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.service.Endpoint;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.ServiceClients;
import java.net.URI;
import java.util.Map;

/// Chat completions as a model's engine understands them: with the model's settings in each
/// request. What a session sets comes before those.
///
/// @param header of the model
record LocalChat(AnswerSettings settings, GgufHeader header) {

  /// The engine at that address. There are no retries: it is either there or has died.
  ///
  /// @param key what it asks for
  ChatProvider at(
      URI address, String key, ServiceClients clients, ProviderSettings providerSettings) {
    Endpoint endpoint = new Endpoint(address, "", Map.of("authorization", "Bearer " + key));
    return new ChatProvider(
        ChatService.named(LocalProvider.NAME)
            .at("v1/chat/completions")
            .in(new ChatDialect(true, false, true, this::finished)),
        clients.to(endpoint, providerSettings).retries(ExponentialBackoff.NONE).build(),
        providerSettings);
  }

  private JsonObject finished(JsonObject body, ProviderRequest request) {
    JsonObject.Builder finished = JsonObject.builder().putAll(settings.sampling());
    settings.most().ifPresent(most -> finished.put("max_tokens", most));
    // What the engine remembers of the conversation so far need not be computed again.
    finished.put("cache_prompt", true);
    if (!settings.thinks() && header.knowsThinkingSwitch()) {
      finished.put("chat_template_kwargs", JsonObject.of("enable_thinking", Json.of(false)));
    }
    return finished.putAll(body).build();
  }
}

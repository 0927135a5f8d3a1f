package dev.gander.provider.kit.anthropic;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.openai.OpenAiModelList;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.FamilyName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A service that uses Anthropic's messages.
public record MessagesProvider(
    String name, @Nullable String fastModel, ServiceClient client, Messages messages)
    implements Provider {
  private static final Map<String, String> SHORT_TOOLS =
      Map.of("anthropic-beta", "token-efficient-tools-2025-02-19");

  @Override
  public ProviderStream stream(ProviderRequest request) throws InterruptedException {
    boolean isOld = FamilyName.begins(request.model().modelName(), "claude-3-7-sonnet-");
    return messages.stream(
        request, new Messages.Address(client, "v1/messages", isOld ? SHORT_TOOLS : Map.of()));
  }

  @Override
  public List<String> models() throws InterruptedException {
    return OpenAiModelList.fetch(client, "v1/models");
  }
}

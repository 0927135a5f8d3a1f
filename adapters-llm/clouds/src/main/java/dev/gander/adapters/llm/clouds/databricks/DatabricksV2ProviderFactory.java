package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.anthropic.Messages;
import dev.gander.provider.kit.openai.ChatProvider;
import dev.gander.provider.kit.openai.ChatService;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.openai.ResponsesProvider;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.wire.ReasoningName;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Creates the provider `databricks_v2`: the AI Gateway of a workspace, which serves the dialect of
/// each model's maker at an address of its own.
public final class DatabricksV2ProviderFactory extends WorkspaceFactory {
  private static final String NAME = "databricks_v2";
  private static final String GATEWAY = "ai-gateway/";

  public DatabricksV2ProviderFactory() {
    this(PATIENCE);
  }

  DatabricksV2ProviderFactory(Duration patience) {
    super(NAME, patience);
  }

  @Override
  Provider talking(Asked workspace) {
    ServiceClient client = workspace.client(workspace.retries());
    ProviderSettings settings = workspace.settings();
    ChatService chat =
        ChatService.named(NAME)
            .at(GATEWAY + "mlflow/v1/chat/completions")
            .listing(DatabricksV2ProviderFactory::endpoints);
    Responses responses =
        new Responses(
            NAME,
            new OpenAiResponses(GATEWAY + "openai/v1/responses", true, false, settings),
            client);
    return new Gateway(
        new Messages(settings),
        new Messages.Address(client, GATEWAY + "anthropic/v1/messages", Messages.VERSION),
        new ResponsesProvider(
            new ChatProvider(chat, client, settings), ReasoningName::isOfOpenAi, responses));
  }

  /// Claude's dialect for Claude; the inner provider for all other models.
  private record Gateway(Messages claude, Messages.Address address, Provider inner)
      implements ForwardingProvider {
    @Override
    public ProviderStream stream(ProviderRequest request) throws InterruptedException {
      return ServedModel.isClaude(request.model().modelName())
          ? claude.stream(request, address)
          : inner.stream(request);
    }
  }

  /// All pages of the list, up to a limit: a service may never come to an end.
  private static List<String> endpoints(ServiceClient client) throws InterruptedException {
    List<String> names = new ArrayList<>();
    Optional<String> next = Optional.of("");
    for (int page = 0; page < 50 && next.isPresent(); page++) {
      JsonObject answer =
          client.get("api/ai-gateway/v2/endpoints?page_size=100" + pageToken(next.get()));
      EndpointList.names(answer).forEach(names::add);
      next = answer.text("next_page_token").filter(token -> !token.isEmpty());
    }
    return List.copyOf(names);
  }

  private static String pageToken(String token) {
    return token.isEmpty() ? "" : "&page_token=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }
}

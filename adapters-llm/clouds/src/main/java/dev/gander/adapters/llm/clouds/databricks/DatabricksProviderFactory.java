package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.provider.Provider;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import java.time.Duration;

/// Creates the provider `databricks`.
public final class DatabricksProviderFactory extends WorkspaceFactory {
  static final String NAME = "databricks";
  static final String FAST_MODEL = "databricks-claude-haiku-4-5";

  private final ServedModels served = new ServedModels();

  public DatabricksProviderFactory() {
    this(PATIENCE);
  }

  DatabricksProviderFactory(Duration patience) {
    super(NAME, patience);
  }

  @Override
  Provider talking(Asked workspace) {
    RetryPolicy retries = workspace.retries();
    ServiceClient usual = workspace.client(retries);
    ServiceClient hopeful = workspace.client(Invocations.unlessCountsAreRefused(retries));
    RequestIds ids = new RequestIds(workspace.settings(), usual.environment());
    OpenAiResponses plain =
        new OpenAiResponses("serving-endpoints/responses", true, false, workspace.settings());
    return new DatabricksProvider(
        workspace.tokens(),
        usual,
        served,
        new Invocations(new Invocations.Clients(hopeful, usual), workspace.settings(), ids),
        endpoint -> new Responses(NAME, new ServedResponses(endpoint, plain, ids), usual));
  }
}

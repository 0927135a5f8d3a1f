package dev.gander.adapters.llm.databricks;

import dev.gander.adapters.llm.http.RequestLog;
import dev.gander.adapters.llm.http.Retries;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.DesktopBrowser;
import dev.gander.adapters.llm.openai.OpenAiResponses;
import dev.gander.adapters.llm.openai.Responses;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import java.time.Duration;
import java.util.function.Function;

/// Makes the provider `databricks`.
public final class DatabricksProviderFactory extends WorkspaceFactory {
  static final String NAME = "databricks";
  static final String FAST_MODEL = "databricks-claude-haiku-4-5";

  private final ServedModels served;

  public DatabricksProviderFactory() {
    this(DesktopBrowser::of, PATIENCE, Surroundings.real());
  }

  DatabricksProviderFactory(
      Function<ProviderSettings, Browser> browsers, Duration patience, Surroundings surroundings) {
    super(NAME, browsers, patience, surroundings);
    served = new ServedModels(surroundings.clock());
  }

  @Override
  Provider talking(Asked workspace) {
    Retries retries = workspace.retries();
    ServiceClient usual = client(workspace, retries);
    ServiceClient hopeful = client(workspace, Invocations.unlessCountsAreRefused(retries));
    RequestIds ids = new RequestIds(workspace.settings(), surroundings());
    RequestLog log = log(workspace.settings());
    Invocations invocations =
        new Invocations(
            new Invocations.Clients(hopeful, usual),
            workspace.settings(),
            ids,
            log,
            surroundings());
    OpenAiResponses plain =
        new OpenAiResponses("serving-endpoints/responses", true, false, workspace.settings());
    return new DatabricksProvider(
        workspace.bearer(),
        usual,
        served,
        invocations,
        endpoint ->
            new Responses(
                NAME, new ServedResponses(endpoint, plain, ids), usual, log, surroundings()));
  }
}

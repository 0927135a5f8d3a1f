package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.DesktopBrowser;
import dev.gander.provider.kit.openai.OpenAiResponses;
import dev.gander.provider.kit.openai.Responses;
import dev.gander.provider.kit.service.RequestLog;
import dev.gander.provider.kit.service.Retries;
import dev.gander.provider.kit.service.ServiceClient;
import java.time.Duration;
import java.util.function.Function;

/// Makes the provider `databricks`.
public final class DatabricksProviderFactory extends WorkspaceFactory {
  static final String NAME = "databricks";
  static final String FAST_MODEL = "databricks-claude-haiku-4-5";

  private final ServedModels served;

  public DatabricksProviderFactory() {
    this(DesktopBrowser::of, PATIENCE, ClientEnvironment.real());
  }

  DatabricksProviderFactory(
      Function<ProviderSettings, Browser> browsers,
      Duration patience,
      ClientEnvironment environment) {
    super(NAME, browsers, patience, environment);
    served = new ServedModels(environment.clock());
  }

  @Override
  Provider talking(Asked workspace) {
    Retries retries = workspace.retries();
    ServiceClient usual = client(workspace, retries);
    ServiceClient hopeful = client(workspace, Invocations.unlessCountsAreRefused(retries));
    RequestIds ids = new RequestIds(workspace.settings(), environment());
    RequestLog log = log(workspace.settings());
    Invocations invocations =
        new Invocations(
            new Invocations.Clients(hopeful, usual), workspace.settings(), ids, log, environment());
    OpenAiResponses plain =
        new OpenAiResponses("serving-endpoints/responses", true, false, workspace.settings());
    return new DatabricksProvider(
        workspace.bearer(),
        usual,
        served,
        invocations,
        endpoint ->
            new Responses(
                NAME, new ServedResponses(endpoint, plain, ids), usual, log, environment()));
  }
}

package dev.gander.adapters.llm.databricks;

import dev.gander.adapters.llm.http.Bearer;
import dev.gander.adapters.llm.http.CallLimits;
import dev.gander.adapters.llm.http.Retries;
import dev.gander.adapters.llm.http.RetryPolicy;
import dev.gander.adapters.llm.http.ServiceClient;
import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.adapters.llm.oauth.Browser;
import dev.gander.adapters.llm.oauth.CallbackPort;
import dev.gander.adapters.llm.oauth.SignedInProvider;
import dev.gander.adapters.llm.oauth.WebCalls;
import dev.gander.adapters.llm.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// What both kinds of providers need to ask a workspace.
abstract class WorkspaceFactory extends ServiceFactory {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Both kinds ask the same workspace with the same tokens.
  static final TokenCache TOKENS = new TokenCache("databricks/oauth");

  private final Function<ProviderSettings, Browser> browsers;
  private final Duration patience;

  /// The address to come back to is the machine's alone, without a path, at a port of the moment.
  private final CallbackPort port = new CallbackPort(0, "");

  private final ReentrantLock signingIn = new ReentrantLock();

  WorkspaceFactory(
      String name,
      Function<ProviderSettings, Browser> browsers,
      Duration patience,
      Surroundings surroundings) {
    super(name, surroundings);
    this.browsers = browsers;
    this.patience = patience;
  }

  /// Users name their endpoints themselves.
  @Override
  public final boolean showsAllModels() {
    return true;
  }

  @Override
  public final Optional<TokenCache> tokenCache() {
    return Optional.of(TOKENS);
  }

  @Override
  public final Provider create(ProviderSettings settings) {
    String host = Workspace.host(settings);
    Workspace workspace =
        new Workspace(
            host,
            new WebCalls(connections(), settings, Map.of()),
            browsers.apply(settings),
            port,
            patience);
    Bearer bearer = new WorkspaceBearer(settings, workspace, signingIn, surroundings());
    return new SignedInProvider(
        talking(new Asked(host, bearer, settings)), () -> workspace.signIn(surroundings()));
  }

  /// A workspace that is asked with these settings.
  record Asked(String host, Bearer bearer, ProviderSettings settings) {
    Retries retries() {
      return RetryPolicy.USUAL.from(settings, "DATABRICKS");
    }
  }

  abstract Provider talking(Asked workspace);

  final ServiceClient client(Asked workspace, Retries retries) {
    return new ServiceClient(
        connections(),
        workspace.settings(),
        Workspace.endpoint(workspace.host()),
        CallLimits.from(workspace.settings(), "DATABRICKS_TIMEOUT"),
        retries,
        surroundings(),
        workspace.bearer());
  }
}

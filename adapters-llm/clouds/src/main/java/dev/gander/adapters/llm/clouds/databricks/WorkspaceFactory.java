package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.adapters.llm.catalog.table.ServiceFactory;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.oauth.Browser;
import dev.gander.provider.kit.oauth.CallbackPort;
import dev.gander.provider.kit.oauth.OAuthHttp;
import dev.gander.provider.kit.service.Bearer;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.Retries;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// What both kinds of providers need to ask a workspace.
abstract class WorkspaceFactory extends ServiceFactory {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Function<ProviderSettings, Browser> browsers;
  private final Duration patience;

  /// The address to come back to is the machine's alone, without a path, at a port of the moment.
  private final CallbackPort port = new CallbackPort(0, "");

  private final ReentrantLock signingIn = new ReentrantLock();

  WorkspaceFactory(
      String name,
      Function<ProviderSettings, Browser> browsers,
      Duration patience,
      ClientEnvironment environment) {
    super(name, environment);
    this.browsers = browsers;
    this.patience = patience;
  }

  /// Users name their endpoints themselves.
  @Override
  public final boolean showsAllModels() {
    return true;
  }

  @Override
  public final Provider create(ProviderSettings settings) {
    String host = Workspace.host(settings);
    Workspace workspace =
        new Workspace(
            host,
            new OAuthHttp(connections(), settings, Map.of()),
            browsers.apply(settings),
            port,
            patience);
    Bearer bearer = new WorkspaceBearer(settings, workspace, signingIn, environment());
    return new SignedInProvider(
        talking(new Asked(host, bearer, settings)), () -> workspace.signIn(environment()));
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
        environment(),
        workspace.bearer());
  }
}

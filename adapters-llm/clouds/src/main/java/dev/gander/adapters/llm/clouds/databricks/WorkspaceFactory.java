package dev.gander.adapters.llm.clouds.databricks;

import dev.gander.adapters.llm.catalog.table.ProviderTable;
import dev.gander.adapters.llm.catalog.table.TableRow;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.signin.TokenCache;
import dev.gander.oauth.BearerTokens;
import dev.gander.oauth.Browser;
import dev.gander.oauth.CallbackPort;
import dev.gander.provider.kit.service.CallLimits;
import dev.gander.provider.kit.service.ExponentialBackoff;
import dev.gander.provider.kit.service.RetryPolicy;
import dev.gander.provider.kit.service.ServiceClient;
import dev.gander.provider.kit.service.ServiceClients;
import dev.gander.provider.kit.signin.BrowserSignInFactory;
import dev.gander.provider.kit.signin.SignedInProvider;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// What both kinds of providers need to call a workspace.
abstract class WorkspaceFactory extends BrowserSignInFactory implements TableRow {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  /// Both kinds call the same workspace with the same tokens.
  static final TokenCache TOKENS = new TokenCache("databricks/oauth");

  private final Duration patience;

  /// The callback address is on this machine only, without a path, at a free port.
  private final CallbackPort port = new CallbackPort(0, "");

  private final ReentrantLock signingIn = new ReentrantLock();

  WorkspaceFactory(String name, Duration patience) {
    super(name, ProviderTable::metadata, TOKENS);
    this.patience = patience;
  }

  /// Users name their endpoints themselves.
  @Override
  public final boolean showsAllModels() {
    return true;
  }

  @Override
  public final Provider create(ProviderSettings settings, ServiceClients clients, Browser browser) {
    String host = Workspace.host(settings);
    Workspace workspace =
        new Workspace(host, clients.oauth(settings, Map.of()), browser, port, patience);
    BearerTokens tokens =
        new WorkspaceBearer(settings, workspace, signingIn, clients.environment().clock());
    return new SignedInProvider(
        talking(new Asked(host, tokens, settings, clients)),
        () -> workspace.signIn(clients.environment().clock()));
  }

  /// A workspace with its settings and clients.
  record Asked(
      String host, BearerTokens tokens, ProviderSettings settings, ServiceClients clients) {
    RetryPolicy retries() {
      return ExponentialBackoff.USUAL.from(settings, "DATABRICKS");
    }

    ServiceClient client(RetryPolicy retries) {
      return clients
          .to(Workspace.endpoint(host), settings)
          .limits(CallLimits.from(settings, "DATABRICKS_TIMEOUT"))
          .retries(retries)
          .bearer(tokens)
          .build();
    }
  }

  abstract Provider talking(Asked workspace);
}

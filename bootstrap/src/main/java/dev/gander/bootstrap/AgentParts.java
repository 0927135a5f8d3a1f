package dev.gander.bootstrap;

import dev.gander.adapters.http.UseCases;
import dev.gander.adapters.mcp.StdioExtensionConnector;
import dev.gander.adapters.mcp.StreamableHttpConnector;
import dev.gander.adapters.mcp.developer.DeveloperConnector;
import dev.gander.application.agent.AgentFactory;
import dev.gander.application.agent.DefaultMode;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.api.agent.AddExtension;
import dev.gander.application.api.agent.CallTool;
import dev.gander.application.api.agent.ListTools;
import dev.gander.application.api.agent.ReadResource;
import dev.gander.application.api.agent.RemoveExtension;
import dev.gander.application.api.agent.RestartAgent;
import dev.gander.application.api.agent.ResumeAgent;
import dev.gander.application.api.agent.SetContainer;
import dev.gander.application.api.agent.StartAgent;
import dev.gander.application.api.agent.StopAgent;
import dev.gander.application.api.agent.UpdateFromSession;
import dev.gander.application.api.agent.UpdateProvider;
import dev.gander.application.api.agent.UpdateSession;
import dev.gander.application.api.agent.UpdateWorkingDir;
import dev.gander.application.api.config.ListConfiguredExtensions;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.extension.StateExtensions;
import dev.gander.domain.config.GoosedVersion;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ExtensionResolver;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// What has to do with agents: where their extensions come from, how many live at once.
final class AgentParts {
  private static final System.Logger LOG = System.getLogger(AgentParts.class.getName());

  /// Extensions may take three seconds to end, the whole program no more.
  private static final Duration EXTENSIONS_END = Duration.ofMillis(1500);

  private static final int DEFAULT_MOST_AGENTS = 100;

  private final Environment environment;
  private final Stores stores;
  private final ListConfiguredExtensions configuredExtensions;
  private final ProviderParts providers;
  private final DefaultMode defaultMode;
  private final LiveAgents agents;

  AgentParts(
      Environment environment,
      Resources resources,
      Stores stores,
      ListConfiguredExtensions configuredExtensions,
      ProviderParts providers) {
    this.environment = environment;
    this.stores = stores;
    this.configuredExtensions = configuredExtensions;
    this.providers = providers;
    defaultMode = new DefaultMode(stores.settings());
    agents = resources.keep(new LiveAgents(agentFactory(), mostAgents()), EXTENSIONS_END);
  }

  LiveAgents agents() {
    return agents;
  }

  private int mostAgents() {
    return startWith(
        () ->
            (int)
                stores
                    .typedSettings()
                    .integer("GOOSE_MAX_ACTIVE_AGENTS")
                    .orElse(DEFAULT_MOST_AGENTS),
        DEFAULT_MOST_AGENTS);
  }

  /// A setting of the wrong type, or a file that cannot be read, must not keep the server from
  /// starting: it could not be mended through it then.
  private static <T> T startWith(Supplier<T> setting, T otherwise) {
    try {
      return setting.get();
    } catch (InvalidInput | StorageException e) {
      LOG.log(System.Logger.Level.WARNING, "{0}; starting with {1}", e.text(), otherwise);
      return otherwise;
    }
  }

  /// Scripts and clients that count goosed's tools know four of them; the fifth came with 1.39 and
  /// is listed for who asks for that version.
  private DeveloperConnector developer() {
    var connector =
        new DeveloperConnector(
            environment.variables(), environment.osName(), environment.temporary());
    boolean listsImages =
        startWith(
            () -> GoosedVersion.in(stores.settings()).filter(it -> !it.isBefore(1, 39)).isPresent(),
            false);
    return listsImages ? connector.withImages() : connector;
  }

  private AgentFactory agentFactory() {
    var connectors =
        List.of(
            new StateExtensions(
                stores.sessions(), stores.typedSettings(), environment.paths().home()),
            developer(),
            new StdioExtensionConnector(
                stores.settings(), environment.variables(), ProgramVersion.ofGoosed()),
            new StreamableHttpConnector(
                stores.settings(), environment.variables(), ProgramVersion.ofGoosed()));
    return new AgentFactory(
        stores.sessions(),
        defaultMode,
        providers.models(),
        new ExtensionStarter(connectors, new ExtensionResolver(stores.secrets())),
        environment.workingDir(),
        environment.clock());
  }

  UseCases.Agents useCases() {
    var restart = new RestartAgent(stores.sessions(), providers.models(), agents);
    return new UseCases.Agents(
        new StartAgent(stores.sessions(), defaultMode, configuredExtensions, agents),
        new ResumeAgent(stores.sessions(), stores.conversations(), providers.models(), agents),
        restart,
        new StopAgent(agents),
        new UpdateProvider(
            stores.sessions(),
            stores.conversations(),
            providers.models(),
            providers.setup(),
            agents),
        new UpdateSession(stores.sessions(), agents),
        new UpdateWorkingDir(
            stores.sessions(), providers.models(), restart, environment.workingDir()),
        new UpdateFromSession(stores.sessions(), agents),
        new SetContainer(stores.sessions(), agents),
        new ListTools(agents, stores.permissions()),
        new CallTool(agents),
        new ReadResource(stores.sessions(), agents),
        new AddExtension(stores.sessions(), agents),
        new RemoveExtension(stores.sessions(), agents));
  }
}

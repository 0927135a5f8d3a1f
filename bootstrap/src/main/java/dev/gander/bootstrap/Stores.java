package dev.gander.bootstrap;

import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.sessions.SessionDatabase;
import dev.gander.adapters.persistence.sessions.SqliteConversationStore;
import dev.gander.adapters.persistence.sessions.SqliteSessionSearch;
import dev.gander.adapters.persistence.sessions.SqliteSessionStore;
import dev.gander.adapters.persistence.settings.YamlSettings;
import dev.gander.adapters.persistence.settings.YamlToolPermissions;
import dev.gander.adapters.persistence.sources.FileHooks;
import dev.gander.adapters.persistence.sources.FilePluginServers;
import dev.gander.adapters.persistence.sources.FileSources;
import dev.gander.adapters.persistence.sources.PluginFolders;
import dev.gander.adapters.persistence.tables.OwnStoreTables;
import dev.gander.adapters.persistence.usage.SqlSessionLimits;
import dev.gander.adapters.persistence.usage.SqlSpendingLedger;
import dev.gander.bootstrap.cluster.ClusterChoice;
import dev.gander.bootstrap.cluster.ClusterParts;
import dev.gander.bootstrap.cluster.OwnOnMachine;
import dev.gander.bootstrap.keeping.BackupPlaces;
import dev.gander.bootstrap.keeping.ChosenSecrets;
import dev.gander.bootstrap.ondemand.OnDemandClusterStores;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.cluster.OwnStores;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.OwnState;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.extension.PluginServers;
import dev.gander.domain.hook.HookFiles;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.permission.ToolPermissions;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.source.SourceFiles;
import dev.gander.process.ProcessIdentity;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// This machine's stores: settings, secrets, permissions, sessions.
record Stores(
    YamlSettings settings,
    SecretStore secrets,
    ToolPermissions permissions,
    SourceFiles sources,
    HookFiles hooks,
    PluginServers plugins,
    SessionDatabase database,
    OwnDatabase own,
    OwnStores ours,
    SessionStore sessions,
    ConversationStore conversations,
    SessionSearch search,
    @Nullable ClusterParts cluster) {
  private static final System.Logger LOG = System.getLogger(Stores.class.getName());

  /// Opens nothing before it is needed.
  ///
  /// @param observer is told of work on databases
  static Stores of(Environment environment, Resources resources, IdSource ids, Observer observer) {
    GoosePaths paths = environment.paths();
    Map<String, String> variables = environment.variables();
    Clock clock = environment.clock();
    ClusterParts cluster = cluster(environment, resources, ids, observer);
    YamlSettings settings =
        cluster == null
            ? settings(environment)
            : cluster.settings(
                environment.osName(),
                environment.inInstallation("defaults.yaml"),
                paths.configFile());
    var plugins = new PluginFolders(paths, environment.workingDir(), settings);
    var database = resources.keep(new SessionDatabase(paths.sessionDatabase(), observer));
    SessionStore sessions =
        cluster == null
            ? new SqliteSessionStore(
                database, OwnState.RETIRED_SESSIONS.in(paths.state()), ids, clock)
            : cluster.stores().sessions();
    var own = resources.keep(new OwnDatabase(paths.ownDatabase(), OwnStoreTables.ALL, observer));
    return new Stores(
        settings,
        secrets(environment, settings, cluster),
        cluster == null ? new YamlToolPermissions(paths.permissionsFile()) : cluster.permissions(),
        new FileSources(paths, variables, plugins),
        new FileHooks(plugins),
        new FilePluginServers(plugins),
        database,
        own,
        cluster == null ? ours(own, resources) : cluster.stores().own(),
        sessions,
        cluster == null
            ? new SqliteConversationStore(database, ids, clock)
            : cluster.stores().conversations(),
        cluster == null ? new SqliteSessionSearch(database, sessions) : cluster.stores().search(),
        cluster);
  }

  private static OwnStores ours(OwnDatabase own, Resources resources) {
    return OwnOnMachine.stores(
        own,
        resources.keep(new SqlSpendingLedger(own)),
        ProcessIdentity.current().text(),
        ApplicationPorts::isRunning);
  }

  /// What is shared with other servers; null if nothing is.
  private static @Nullable ClusterParts cluster(
      Environment environment, Resources resources, IdSource ids, Observer observer) {
    return ClusterChoice.of(environment.variables(), ids::uuid)
        .map(
            settings ->
                resources.keep(
                    new OnDemandClusterStores()
                        .open(settings, new Surroundings(ids, environment.clock(), observer))))
        .map(stores -> parts(stores, environment))
        .orElse(null);
  }

  private static ClusterParts parts(ClusterStores stores, Environment environment) {
    ClusterParts parts = new ClusterParts(stores, environment.variables());
    parts.tellUnread(environment.paths());
    return parts;
  }

  /// Opens what holds the sessions in the background, so that the first use need not wait for it.
  void openSoon() {
    if (cluster == null) {
      database.openSoon();
    } else {
      Thread.ofPlatform()
          .name("cluster")
          .daemon()
          .start(() -> tellProblem(cluster.stores().look()));
    }
  }

  /// What each model call asks for is kept in memory on one machine.
  void readLimitsSoon() {
    if (cluster == null && ours.limits() instanceof SqlSessionLimits limits) {
      limits.readSoon();
    }
  }

  private static void tellProblem(StoreState state) {
    if (!state.isSound()) {
      LOG.log(Level.ERROR, String.valueOf(state.problem()));
    }
  }

  /// How the database with the sessions is.
  StoreState look() {
    return cluster == null ? database.look() : cluster.stores().look();
  }

  /// What reads whole files of this machine through.
  List<Runnable> checks() {
    return cluster == null ? List.of(database::check, own::check) : List.of(own::check);
  }

  static YamlSettings settings(Environment environment) {
    return new YamlSettings(
        environment.variables(),
        environment.osName(),
        environment.inInstallation("defaults.yaml"),
        environment.paths().configFile());
  }

  private static SecretStore secrets(
      Environment environment, YamlSettings settings, @Nullable ClusterParts cluster) {
    Optional<SecretStore> shared = cluster == null ? Optional.empty() : cluster.secrets();
    return shared.orElseGet(() -> secrets(environment, settings).store());
  }

  static ChosenSecrets secrets(Environment environment, YamlSettings settings) {
    return new ChosenSecrets(
        environment.variables(), settings, environment.paths(), environment.workingDir());
  }

  static BackupPlaces backups(Environment environment) {
    return new BackupPlaces(
        environment.variables(),
        environment.paths(),
        environment.workingDir(),
        ProgramVersion.current(),
        environment.clock());
  }
}

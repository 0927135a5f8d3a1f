package dev.gander.bootstrap;

import dev.gander.adapters.persistence.access.JdbiAccessKeys;
import dev.gander.adapters.persistence.access.JdbiOwnership;
import dev.gander.adapters.persistence.own.OwnDatabase;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.questions.JdbiQuestionStore;
import dev.gander.adapters.persistence.runs.JdbiRunStore;
import dev.gander.adapters.persistence.sessions.JdbiConversationStore;
import dev.gander.adapters.persistence.sessions.JdbiSessionSearch;
import dev.gander.adapters.persistence.sessions.JdbiSessionStore;
import dev.gander.adapters.persistence.sessions.SessionDatabase;
import dev.gander.adapters.persistence.settings.YamlSettings;
import dev.gander.adapters.persistence.settings.YamlToolPermissions;
import dev.gander.adapters.persistence.sources.FileHooks;
import dev.gander.adapters.persistence.sources.FilePluginServers;
import dev.gander.adapters.persistence.sources.FileSources;
import dev.gander.adapters.persistence.sources.PluginFolders;
import dev.gander.adapters.persistence.upkeep.JdbiSessionPins;
import dev.gander.adapters.persistence.usage.JdbiSessionLimits;
import dev.gander.adapters.persistence.usage.JdbiSpendingLedger;
import dev.gander.adapters.persistence.usage.UsageTables;
import dev.gander.adapters.persistence.webhooks.JdbiWebhookStore;
import dev.gander.bootstrap.cluster.ClusterChoice;
import dev.gander.bootstrap.keeping.BackupPlaces;
import dev.gander.bootstrap.keeping.ChosenSecrets;
import dev.gander.bootstrap.ondemand.OnDemandClusterStores;
import dev.gander.domain.cluster.ClusterStores;
import dev.gander.domain.cluster.ClusterStoresFactory.Surroundings;
import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.extension.PluginServers;
import dev.gander.domain.hook.HookFiles;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.IdSource;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.source.SourceFiles;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// This machine's stores: settings, secrets, permissions, sessions.
record Stores(
    YamlSettings settings,
    SecretStore secrets,
    YamlToolPermissions permissions,
    SourceFiles sources,
    HookFiles hooks,
    PluginServers plugins,
    SessionDatabase database,
    OwnDatabase own,
    JdbiSpendingLedger usage,
    JdbiSessionLimits limits,
    SessionStore sessions,
    ConversationStore conversations,
    SessionSearch search,
    @Nullable ClusterStores cluster) {
  private static final System.Logger LOG = System.getLogger(Stores.class.getName());

  /// One group for each store in Gander's own database.
  private static final List<TableGroup> OWN_TABLES =
      List.of(
          JdbiAccessKeys.TABLES,
          JdbiOwnership.TABLES,
          JdbiQuestionStore.TABLES,
          JdbiRunStore.TABLES,
          JdbiWebhookStore.TABLES,
          JdbiSessionPins.TABLES,
          UsageTables.USAGE,
          UsageTables.LIMITS);

  /// Opens nothing before it is needed.
  ///
  /// @param observer is told of work on databases
  static Stores of(Environment environment, Resources resources, IdSource ids, Observer observer) {
    GoosePaths paths = environment.paths();
    Map<String, String> variables = environment.variables();
    Clock clock = environment.clock();
    YamlSettings settings = settings(environment);
    var plugins = new PluginFolders(paths, environment.workingDir(), settings);
    var database = resources.keep(new SessionDatabase(paths.sessionDatabase(), observer));
    ClusterStores cluster = cluster(environment, resources, ids, observer);
    SessionStore sessions =
        cluster == null
            ? new JdbiSessionStore(
                database, paths.state().resolve("gander").resolve("retired_sessions"), ids, clock)
            : cluster.sessions();
    var own = resources.keep(new OwnDatabase(paths.ownDatabase(), OWN_TABLES, observer));
    return new Stores(
        settings,
        secrets(environment, settings).store(),
        new YamlToolPermissions(paths.permissionsFile()),
        new FileSources(paths, variables, plugins),
        new FileHooks(plugins),
        new FilePluginServers(plugins),
        database,
        own,
        resources.keep(new JdbiSpendingLedger(own)),
        new JdbiSessionLimits(own),
        sessions,
        cluster == null ? new JdbiConversationStore(database, ids, clock) : cluster.conversations(),
        cluster == null ? new JdbiSessionSearch(database, sessions) : cluster.search(),
        cluster);
  }

  /// What is shared with other servers; null if nothing is.
  private static @Nullable ClusterStores cluster(
      Environment environment, Resources resources, IdSource ids, Observer observer) {
    return ClusterChoice.of(environment.variables(), ids.uuid())
        .map(
            settings ->
                resources.keep(
                    new OnDemandClusterStores()
                        .open(settings, new Surroundings(ids, environment.clock(), observer))))
        .orElse(null);
  }

  /// Opens what holds the sessions in the background, so that the first use need not wait for it.
  void openSoon() {
    if (cluster == null) {
      database.openSoon();
    } else {
      Thread.ofPlatform().name("cluster").daemon().start(() -> tellProblem(cluster.look()));
    }
  }

  private static void tellProblem(StoreState state) {
    if (!state.isSound()) {
      LOG.log(Level.ERROR, String.valueOf(state.problem()));
    }
  }

  /// How the database with the sessions is.
  StoreState look() {
    return cluster == null ? database.look() : cluster.look();
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

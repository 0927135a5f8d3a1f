package dev.gander.application.agent;

import dev.gander.application.extension.ConnectedExtensions;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.Sampling;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.recipe.Recipe;
import dev.gander.domain.recipe.SubRecipe;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The in-memory state of one session: its model, its extensions and the additions to its prompt.
/// Thread-safe. Only obtained from [LiveAgents]; a stopped agent has no extensions.
public final class Agent {
  private final SessionId sessionId;
  private volatile Path workingDir;
  private final Instant createdAt;
  private final boolean unattended;
  private final Optional<HostClient> client;
  private final PromptExtras promptExtras = new PromptExtras();
  private final Goals goals = new Goals();
  private final ExtensionQuotas quotas;
  private final ConnectedExtensions extensions;
  private volatile GooseMode mode;
  private volatile @Nullable ConfiguredModel model;
  private volatile @Nullable FinalOutput finalOutput;
  private volatile @Nullable Recipe recipe;
  private volatile List<SubRecipe> subRecipes = List.of();
  private volatile @Nullable String container;
  private volatile @Nullable SessionBasis basis;
  private List<ExtensionLoadResult> unreported = List.of();
  private boolean isClosed;

  Agent(AgentSeed seed, ExtensionStarter starter) {
    this.sessionId = seed.sessionId();
    this.workingDir = seed.workingDir();
    this.mode = seed.mode();
    this.createdAt = seed.createdAt();
    this.unattended = seed.unattended();
    this.client = seed.client();
    this.quotas = seed.quotas();
    this.extensions = new ConnectedExtensions(starter, new AgentHost(this));
  }

  /// The initial state of an agent.
  ///
  /// @param unattended whether a schedule or another agent has started the session
  record AgentSeed(
      SessionId sessionId,
      Path workingDir,
      GooseMode mode,
      Instant createdAt,
      boolean unattended,
      Optional<HostClient> client,
      ExtensionQuotas quotas) {}

  public SessionId sessionId() {
    return sessionId;
  }

  /// The session's folder; the server's own for an id without a session.
  public Path workingDir() {
    return workingDir;
  }

  /// Processes of extensions stay where they were started, but are told of their new root.
  public void moveTo(Path folder) {
    boolean isOther = !folder.equals(workingDir);
    workingDir = folder;
    if (isOther) {
      extensions.rootChanged();
    }
  }

  /// When this agent was created, for the time in prompts.
  public Instant createdAt() {
    return createdAt;
  }

  /// The program in which the user sat when the session was opened last; empty for goose's own.
  public Optional<HostClient> client() {
    return client;
  }

  /// Whether the session has no user of its own, because a schedule or another agent has started
  /// it.
  public boolean isUnattended() {
    return unattended;
  }

  public GooseMode mode() {
    return mode;
  }

  public void changeMode(GooseMode changed) {
    mode = changed;
  }

  boolean isBasedOn(SessionBasis current) {
    return current.equals(basis);
  }

  void basedOn(SessionBasis current) {
    basis = current;
  }

  /// The Docker container for extensions started from now on.
  public Optional<String> container() {
    return Optional.ofNullable(container);
  }

  public void useContainer(@Nullable String changed) {
    container = changed;
  }

  /// The model for the next provider call; empty until a provider is set up.
  public Optional<ConfiguredModel> model() {
    return Optional.ofNullable(model);
  }

  /// The model for a turn that runs now. May query its service for the context limit, see
  /// [ConfiguredModel#withToldLimit()].
  public Optional<ConfiguredModel> modelForTurn() throws InterruptedException {
    ConfiguredModel known = model;
    if (known != null) {
      ConfiguredModel told = known.withToldLimit();
      synchronized (this) {
        if (known.equals(model)) {
          model = told;
        }
      }
    }
    return model();
  }

  /// The previous provider releases what it keeps; an answer in progress continues, and a running
  /// turn uses the new model from its next request on.
  public void useModel(ConfiguredModel changed) {
    ConfiguredModel before;
    synchronized (this) {
      before = model;
      model = changed;
      if (isClosed) {
        before = changed;
      }
    }
    if (before != null) {
      before.close();
    }
  }

  /// The provider, for callers that only need to know whether one is set up.
  public Optional<Provider> provider() {
    return model().map(ConfiguredModel::provider);
  }

  /// Calls the model outside the conversation.
  ///
  /// @throws Unavailable if there is no model
  public Sampling sampling() {
    var configured =
        model().orElseThrow(() -> new Unavailable("no model is set up for this session"));
    return new Sampling(configured, sessionId);
  }

  public ConnectedExtensions extensions() {
    return extensions;
  }

  public PromptExtras promptExtras() {
    return promptExtras;
  }

  /// What its extensions may still ask for.
  public ExtensionQuotas quotas() {
    return quotas;
  }

  public Goals goals() {
    return goals;
  }

  /// Collects the final answer if the session's recipe prescribes its form.
  public Optional<FinalOutput> finalOutput() {
    return Optional.ofNullable(finalOutput);
  }

  /// The recipe that was applied last, filled in: its limits hold for each turn.
  public Optional<Recipe> recipe() {
    return Optional.ofNullable(recipe);
  }

  void follow(Recipe applied) {
    recipe = applied;
    subRecipes = applied.subRecipes();
  }

  /// The recipes that this agent can delegate to because its own names them. Their paths are
  /// absolute.
  public List<SubRecipe> subRecipes() {
    return subRecipes;
  }

  /// @param recipe filled in, with absolute paths
  public void offerSubRecipes(Recipe recipe) {
    subRecipes = recipe.subRecipes();
  }

  void requireFinalOutput(FinalOutput required) {
    finalOutput = required;
  }

  /// Returns and clears the unreported results of starting the extensions.
  synchronized List<ExtensionLoadResult> takeUnreported() {
    List<ExtensionLoadResult> taken = unreported;
    unreported = List.of();
    return taken;
  }

  synchronized void remember(List<ExtensionLoadResult> results) {
    unreported = List.copyOf(results);
  }

  void close() {
    ConfiguredModel last;
    synchronized (this) {
      isClosed = true;
      last = model;
    }
    if (last != null) {
      last.close();
    }
    extensions.close();
  }
}

package dev.gander.application.agent;

import dev.gander.application.extension.ConnectedExtensions;
import dev.gander.application.extension.ExtensionStarter;
import dev.gander.application.model.ConfiguredModel;
import dev.gander.application.model.Sampling;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.extension.ExtensionLoadResult;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The state of one session in memory: its model, its extensions and what was said to its prompt.
/// Any thread. Got from [LiveAgents] and nowhere else; a stopped one has no extensions.
public final class Agent {
  private final SessionId sessionId;
  private final Path workingDir;
  private final Instant createdAt;
  private final PromptExtras promptExtras = new PromptExtras();
  private final Goals goals = new Goals();
  private final ConnectedExtensions extensions;
  private volatile GooseMode mode;
  private volatile @Nullable ConfiguredModel model;
  private volatile @Nullable FinalOutput finalOutput;
  private volatile @Nullable String container;
  private List<ExtensionLoadResult> unreported = List.of();
  private boolean isClosed;

  Agent(AgentSeed seed, ExtensionStarter starter) {
    this.sessionId = seed.sessionId();
    this.workingDir = seed.workingDir();
    this.mode = seed.mode();
    this.createdAt = seed.createdAt();
    this.extensions = new ConnectedExtensions(starter, new AgentHost(this));
  }

  /// What an agent starts from.
  record AgentSeed(SessionId sessionId, Path workingDir, GooseMode mode, Instant createdAt) {}

  public SessionId sessionId() {
    return sessionId;
  }

  /// The session's folder; the server's own for an id without a session. A session whose folder
  /// changes gets a new agent.
  public Path workingDir() {
    return workingDir;
  }

  /// When this agent was made, for what a prompt says about the time.
  public Instant createdAt() {
    return createdAt;
  }

  public GooseMode mode() {
    return mode;
  }

  public void changeMode(GooseMode changed) {
    mode = changed;
  }

  /// The Docker container for extensions that are started from now on.
  public Optional<String> container() {
    return Optional.ofNullable(container);
  }

  public void useContainer(@Nullable String changed) {
    container = changed;
  }

  /// The model that the next provider call goes to; empty until a provider is set up.
  public Optional<ConfiguredModel> model() {
    return Optional.ofNullable(model);
  }

  /// The model for a turn that goes on now; its service may be asked for what it can hold, see
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

  /// The provider that it had keeps nothing from now on; an answer that it is giving goes on, and a
  /// turn that runs takes the new one for its next request.
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

  /// The provider, for callers that only need to know whether there is one.
  public Optional<Provider> provider() {
    return model().map(ConfiguredModel::provider);
  }

  /// Asks the model beside the conversation.
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

  public Goals goals() {
    return goals;
  }

  /// Where an answer goes when the session's recipe says what it has to look like.
  public Optional<FinalOutput> finalOutput() {
    return Optional.ofNullable(finalOutput);
  }

  void requireFinalOutput(FinalOutput required) {
    finalOutput = required;
  }

  /// Results of starting the extensions that nobody has asked for yet.
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

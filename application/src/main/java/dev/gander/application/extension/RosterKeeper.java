package dev.gander.application.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ExtensionLoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// Applies changes to a [Roster], one at a time. Reading never waits. Closing does not wait for a
/// change in progress: that change finds the roster shut and stops what it started.
final class RosterKeeper implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RosterKeeper.class.getName());

  private final ExtensionStarter starter;
  private final ExtensionHost host;
  private final StartAttempts attempts = new StartAttempts();
  private final ReentrantLock changes = new ReentrantLock(true);
  private volatile Roster roster = Roster.EMPTY;

  RosterKeeper(ExtensionStarter starter, ExtensionHost host) {
    this.starter = starter;
    this.host = host;
  }

  Roster current() {
    return roster;
  }

  /// The latest starts that have not succeeded.
  List<StartAttempts.Attempt> attempts() {
    return attempts.all();
  }

  List<ExtensionLoadResult> load(List<ExtensionConfig> configs) throws InterruptedException {
    changes.lockInterruptibly();
    try {
      return loadMissing(configs);
    } finally {
      changes.unlock();
    }
  }

  void add(ExtensionConfig config) throws InterruptedException {
    changes.lockInterruptibly();
    try {
      if (config instanceof ExtensionConfig.Frontend frontend) {
        install(new Roster.InFrontend(frontend));
      } else {
        addServer(config);
      }
    } finally {
      changes.unlock();
    }
  }

  void remove(ExtensionKey key) throws InterruptedException {
    changes.lockInterruptibly();
    try {
      attempts.forget(key);
      Roster before = swap(now -> now.without(key));
      before.running(key).ifPresent(running -> running.extension().close());
    } finally {
      changes.unlock();
    }
  }

  /// The extension with this key, restarted if it has died; empty if it is not loaded.
  Optional<Extension> alive(ExtensionKey key) throws InterruptedException {
    Optional<Roster.Running> found = roster.running(key);
    if (found.isEmpty() || found.get().extension().isAlive()) {
      return found.map(Roster.Running::extension);
    }
    changes.lockInterruptibly();
    try {
      Optional<Roster.Running> now = roster.running(key);
      if (now.isPresent() && !now.get().extension().isAlive()) {
        replace(now.get().config());
      }
    } finally {
      changes.unlock();
    }
    return roster.running(key).map(Roster.Running::extension);
  }

  /// All extensions, after those that have died were restarted side by side. One that does not come
  /// back stays in the roster, since its next use tries again.
  Roster revived() throws InterruptedException {
    if (dead().isEmpty()) {
      return roster;
    }
    changes.lockInterruptibly();
    try {
      SideBySide.all(
          dead().stream().<Callable<Boolean>>map(config -> () -> comesBack(config)).toList());
      return roster;
    } finally {
      changes.unlock();
    }
  }

  private List<ExtensionConfig> dead() {
    return roster.running().stream()
        .filter(running -> !running.extension().isAlive())
        .map(Roster.Running::config)
        .toList();
  }

  private boolean comesBack(ExtensionConfig config) throws InterruptedException {
    try {
      replace(config);
      return true;
    } catch (ExtensionException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Extension " + config.name() + " does not come back: " + e.text());
      return false;
    }
  }

  /// Asks the user to log in to an extension, also one that has never started; nothing waits for
  /// that. Empty if there is none with this key.
  ///
  /// @return whether there are logins for it
  Optional<Boolean> logIn(ExtensionKey key) throws InterruptedException {
    Roster.Member member = roster.member(key);
    Optional<ExtensionConfig> config =
        member == null ? attempts.config(key) : Optional.of(member.config());
    return config.isEmpty()
        ? Optional.empty()
        : Optional.of(starter.logIn(starter.resolve(config.get())));
  }

  /// Starts an extension anew, also one that has never started. The old one is stopped first, since
  /// two of them may get in each other's way; its calls fail.
  ///
  /// @return false if there is none with this key
  boolean restart(ExtensionKey key) throws InterruptedException {
    changes.lockInterruptibly();
    try {
      Roster.Member member = roster.member(key);
      Optional<ExtensionConfig> config =
          member == null ? attempts.config(key) : Optional.of(member.config());
      if (member instanceof Roster.Running running) {
        running.extension().close();
      }
      if (config.isPresent() && !(member instanceof Roster.InFrontend)) {
        replace(config.get());
      }
      return config.isPresent();
    } finally {
      changes.unlock();
    }
  }

  @Override
  public void close() {
    stop(swap(Roster::close).running());
  }

  /// @return the roster before the change
  private synchronized Roster swap(UnaryOperator<Roster> change) {
    Roster before = roster;
    roster = change.apply(before);
    return before;
  }

  private void addServer(ExtensionConfig config) throws InterruptedException {
    Optional<Roster.Running> loaded = roster.running(config.key());
    boolean same =
        loaded.isPresent()
            && loaded.get().config().equals(config)
            && loaded.get().extension().isAlive()
            && loaded.get().resolved().equals(starter.resolve(config));
    if (!same) {
      replace(config);
    }
  }

  private void replace(ExtensionConfig config) throws InterruptedException {
    install(attempts.attempt(config, () -> started(config)));
    attempts.forget(config.key());
  }

  private Roster.Running started(ExtensionConfig config) throws InterruptedException {
    ExtensionConfig resolved = starter.resolve(config);
    return new Roster.Running(config, resolved, starter.start(resolved, host));
  }

  private void install(Roster.Member member) {
    Roster before = swap(now -> now.isShut() ? now : now.with(member));
    if (before.isShut()) {
      if (member instanceof Roster.Running late) {
        late.extension().close();
      }
      throw new ExtensionException("the agent of this session was stopped", null);
    }
    before.running(member.config().key()).ifPresent(old -> old.extension().close());
  }

  private List<ExtensionLoadResult> loadMissing(List<ExtensionConfig> configs)
      throws InterruptedException {
    Map<ExtensionKey, Roster.Running> started = new ConcurrentHashMap<>();
    try {
      List<ExtensionLoadResult> results = SideBySide.all(starts(configs, started));
      for (ExtensionConfig config : configs) {
        if (config instanceof ExtensionConfig.Frontend frontend) {
          install(new Roster.InFrontend(frontend));
        } else if (started.containsKey(config.key())) {
          install(started.remove(config.key()));
          attempts.forget(config.key());
        }
      }
      return results;
    } finally {
      stop(List.copyOf(started.values()));
    }
  }

  private List<Callable<ExtensionLoadResult>> starts(
      List<ExtensionConfig> configs, Map<ExtensionKey, Roster.Running> started) {
    Roster loaded = roster;
    List<Callable<ExtensionLoadResult>> starts = new ArrayList<>();
    for (ExtensionConfig config : configs) {
      boolean nothingToDo =
          config instanceof ExtensionConfig.Frontend || loaded.members().containsKey(config.key());
      starts.add(
          nothingToDo
              ? () -> ExtensionLoadResult.success(config.name())
              : () -> start(config, started));
    }
    return starts;
  }

  private ExtensionLoadResult start(
      ExtensionConfig config, Map<ExtensionKey, Roster.Running> started)
      throws InterruptedException {
    try {
      var twin = started.put(config.key(), attempts.attempt(config, () -> started(config)));
      if (twin != null) {
        twin.extension().close();
      }
      return ExtensionLoadResult.success(config.name());
    } catch (ExtensionException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Extension " + config.name() + " does not start: " + e.text());
      return new ExtensionLoadResult(config.name(), e.text());
    }
  }

  private static void stop(List<Roster.Running> members) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      members.forEach(member -> threads.execute(member.extension()::close));
    }
  }
}

package dev.gander.application.extension;

import static dev.gander.testkit.extension.ScriptedExtensionConnector.config;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ExtensionResolver;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.ScriptedExtension;
import dev.gander.testkit.extension.ScriptedExtensionConnector;
import dev.gander.testkit.store.InMemorySecretStore;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The rule: a change of the roster gives its lock back, however it ends. Only another thread
/// notices if it does not: the one that holds a lock may take it again.
class RosterLockTest {
  private static final ExtensionKey A = new ExtensionKey("a");

  private final ScriptedExtensionConnector connector =
      new ScriptedExtensionConnector().offer("a", (_, _) -> new ScriptedExtension());
  private final RosterKeeper keeper =
      new RosterKeeper(
          new ExtensionStarter(
              List.of(connector),
              new ExtensionResolver(new InMemorySecretStore(), new KnownSecrets()),
              new KnownSecrets()),
          new RecordingHost(new SessionId("s"), Path.of("/work")));

  /// Every change that takes the lock.
  enum Change {
    LOAD(keeper -> keeper.load(List.of(config("b")))),
    ADD(keeper -> keeper.add(config("b"))),
    REMOVE(keeper -> keeper.remove(A)),
    USE(keeper -> keeper.alive(A)),
    RESTART(keeper -> keeper.restart(A)),
    REVIVE(RosterKeeper::revived);

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final Action action;

    Change(Action action) {
      this.action = action;
    }
  }

  private interface Action {
    void on(RosterKeeper keeper) throws InterruptedException;
  }

  @ParameterizedTest
  @EnumSource
  void aChangeGivesTheLockBack(Change change) throws Exception {
    connector.offer("b", (_, _) -> new ScriptedExtension());
    loadAndKill();

    change.action.on(keeper);

    assertOthersMayChange(change);
  }

  @ParameterizedTest
  @EnumSource
  void aChangeThatFailsGivesTheLockBack(Change change) throws Exception {
    IllegalStateException mistake = new IllegalStateException("a mistake of ours");
    loadAndKill();
    ScriptedExtensionConnector.Start broken =
        (_, _) -> {
          throw mistake;
        };
    connector.offer("a", broken).offer("b", broken);

    try {
      change.action.on(keeper);
    } catch (IllegalStateException | ExtensionException expected) {
      // Removing has nothing to start, and succeeds.
    }

    connector.offer("a", (_, _) -> new ScriptedExtension());
    assertOthersMayChange(change);
  }

  @ParameterizedTest
  @EnumSource
  void aChangeThatIsInterruptedGivesNoLockBackThatItNeverHad(Change change) throws Exception {
    loadAndKill();

    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> change.action.on(keeper));

    assertOthersMayChange(change);
  }

  private void loadAndKill() throws InterruptedException {
    keeper.add(config("a"));
    connector.latest("a").orElseThrow().extension().die();
  }

  /// Nothing but the lock makes the other thread wait.
  private void assertOthersMayChange(Change change) throws Exception {
    connector.offer("c", (_, _) -> new ScriptedExtension());
    FutureTask<Boolean> other =
        new FutureTask<>(
            () -> {
              keeper.add(config("c"));
              return true;
            });
    Thread thread = Thread.ofPlatform().daemon().start(other);
    Eventually.holds(() -> other.isDone() || thread.getState() == Thread.State.WAITING);
    assertTrue(other.isDone(), () -> change + " keeps the lock of the roster");
    assertTrue(other.get());
  }
}

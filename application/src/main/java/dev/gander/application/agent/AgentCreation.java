package dev.gander.application.agent;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.observe.Trail;
import dev.gander.domain.session.SessionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Creates an agent on its own thread, so that no waiting caller can interrupt it for the others;
/// afterwards holds the agent. The agent becomes available in two steps: first with its model,
/// which is quick, then with its extensions, which may take long.
final class AgentCreation {
  private final SessionId id;
  private final AgentFactory factory;
  private final CompletableFuture<Optional<Agent>> born = new CompletableFuture<>();
  private final CompletableFuture<Optional<Agent>> loaded = new CompletableFuture<>();
  private final AtomicInteger pins = new AtomicInteger();
  private @Nullable Thread maker;
  private boolean undone;

  AgentCreation(SessionId id, AgentFactory factory) {
    this.id = id;
    this.factory = factory;
  }

  SessionId id() {
    return id;
  }

  synchronized void begin() {
    if (!undone) {
      maker = Thread.ofVirtual().name("agent-" + id).start(Trail.carrying(this::make));
    }
  }

  /// The agent, possibly before its extensions have started; empty if it was stopped before.
  ///
  /// @throws GanderException if creating it failed
  Optional<Agent> awaitBorn() throws InterruptedException {
    return await(born);
  }

  /// The agent with its extensions; empty if it was stopped before.
  ///
  /// @throws GanderException if creating it failed
  Optional<Agent> awaitLoaded() throws InterruptedException {
    return await(loaded);
  }

  boolean hasFailed() {
    return loaded.isCompletedExceptionally();
  }

  /// Marks the agent as in use: it must not be evicted.
  void pin() {
    pins.incrementAndGet();
  }

  void unpin() {
    pins.decrementAndGet();
  }

  /// Whether the agent is complete, and neither pinned nor busy.
  boolean isIdle() {
    return pins.get() == 0
        && loaded.isDone()
        && now(loaded).map(agent -> !agent.extensions().isBusy()).orElse(true);
  }

  /// Stops the agent as far as it exists. Waits until its extensions are gone.
  void undo() {
    Thread interrupted;
    synchronized (this) {
      undone = true;
      interrupted = maker;
      if (maker == null) {
        giveUp();
      }
    }
    if (interrupted != null && !loaded.isDone()) {
      interrupted.interrupt();
    }
    now(born).ifPresent(Agent::close);
  }

  private void make() {
    try {
      Agent agent = factory.make(id);
      if (publish(born, agent)) {
        factory.load(agent);
      }
      if (!publish(loaded, agent)) {
        agent.close();
      }
    } catch (InterruptedException e) {
      now(born).ifPresent(Agent::close);
    } catch (RuntimeException e) {
      now(born).ifPresent(Agent::close);
      born.completeExceptionally(e);
      loaded.completeExceptionally(e);
    } finally {
      giveUp();
    }
  }

  private synchronized boolean publish(CompletableFuture<Optional<Agent>> step, Agent agent) {
    return !undone && step.complete(Optional.of(agent));
  }

  /// Releases all waiters: what does not exist by now never will.
  private void giveUp() {
    born.complete(Optional.empty());
    loaded.complete(Optional.empty());
  }

  private static Optional<Agent> now(CompletableFuture<Optional<Agent>> step) {
    return step.isDone() && !step.isCompletedExceptionally() ? step.join() : Optional.empty();
  }

  private Optional<Agent> await(CompletableFuture<Optional<Agent>> step)
      throws InterruptedException {
    try {
      return step.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GanderException known) {
        throw known;
      }
      throw new IllegalStateException("no agent for session " + id, e.getCause());
    }
  }
}

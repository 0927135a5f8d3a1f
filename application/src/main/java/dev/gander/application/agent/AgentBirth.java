package dev.gander.application.agent;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.session.SessionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// The making of an agent on a thread of its own, so that nobody who waits for it can spoil it for
/// the others; afterwards the place where it is kept.
final class AgentBirth {
  private final SessionId id;
  private final AgentFactory factory;
  private final CompletableFuture<Optional<Agent>> agent = new CompletableFuture<>();
  private @Nullable Thread maker;
  private boolean undone;

  AgentBirth(SessionId id, AgentFactory factory) {
    this.id = id;
    this.factory = factory;
  }

  SessionId id() {
    return id;
  }

  synchronized void begin() {
    if (undone) {
      agent.complete(Optional.empty());
    } else {
      maker = Thread.ofVirtual().name("agent-" + id).start(this::make);
    }
  }

  /// The agent; empty if it was stopped before it was ready.
  ///
  /// @throws GanderException what kept it from being made
  Optional<Agent> await() throws InterruptedException {
    try {
      return agent.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GanderException known) {
        throw known;
      }
      throw new IllegalStateException("no agent for session " + id, e.getCause());
    }
  }

  Optional<Agent> ready() {
    return agent.isDone() && !agent.isCompletedExceptionally() ? agent.join() : Optional.empty();
  }

  boolean hasFailed() {
    return agent.isCompletedExceptionally();
  }

  /// Nobody waits for it and nothing runs on it.
  boolean isIdle() {
    return hasFailed() || ready().map(made -> !made.extensions().isBusy()).orElse(false);
  }

  /// Stops the agent, or what there is of it by now. Waits until its extensions are gone.
  void undo() {
    Thread interrupted;
    synchronized (this) {
      undone = true;
      interrupted = maker;
    }
    if (interrupted != null && !agent.isDone()) {
      interrupted.interrupt();
    }
    ready().ifPresent(Agent::close);
  }

  private void make() {
    try {
      Agent made = factory.make(id);
      if (!finish(made)) {
        made.close();
        agent.complete(Optional.empty());
      }
    } catch (InterruptedException e) {
      agent.complete(Optional.empty());
    } catch (RuntimeException e) {
      agent.completeExceptionally(e);
    }
  }

  private synchronized boolean finish(Agent made) {
    return !undone && agent.complete(Optional.of(made));
  }
}

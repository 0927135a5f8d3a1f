package dev.gander.application.agent;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;

/// The agents in memory, one per session, and the turns that run on them. Any thread.
///
/// An agent is made when it is first asked for; who asks meanwhile waits for the same one. When
/// more than `capacity` are in memory, the one that was asked for longest ago and is doing nothing
/// leaves; nothing is deleted with it. Agents that are in use never leave on their own.
public final class LiveAgents implements AutoCloseable {
  private final AgentFactory factory;
  private final int capacity;
  private final TurnQueues turns = new TurnQueues();
  private boolean closed;
  private final Map<SessionId, AgentBirth> agents = new LinkedHashMap<>(16, 0.75f, true);

  /// @param capacity how many idle agents may stay in memory (`GOOSE_MAX_ACTIVE_AGENTS`)
  public LiveAgents(AgentFactory factory, int capacity) {
    this.factory = factory;
    this.capacity = capacity;
  }

  /// The agent of a session, made if need be, with its extensions loaded. An id without a session
  /// gets an agent without provider and extensions.
  ///
  /// @throws Conflict if the agent is stopped while it is being made
  /// @throws InterruptedException if interrupted; the agent is made nevertheless
  public Agent get(SessionId id) throws InterruptedException {
    while (true) {
      AgentBirth birth = birth(id);
      Optional<Agent> agent = birth.awaitLoaded();
      if (agent.isPresent()) {
        return agent.get();
      }
      if (!isReplaced(birth)) {
        throw new Conflict("The agent of session " + id + " was stopped");
      }
    }
  }

  /// Begins to make the agent of a session, if it is not in memory, without waiting for it.
  public void warmUp(SessionId id) {
    birth(id);
  }

  /// The agent of a session if it is in memory, maybe while its extensions are still starting. Does
  /// not count as use.
  public Optional<Agent> find(SessionId id) throws InterruptedException {
    AgentBirth found = null;
    synchronized (agents) {
      for (AgentBirth birth : agents.values()) {
        found = birth.id().equals(id) ? birth : found;
      }
    }
    return found == null || found.hasFailed() ? Optional.empty() : found.awaitBorn();
  }

  /// Waits for the session's turn and takes it. Turns of one session run one after another, in the
  /// order of asking, across stops and restarts of its agent.
  ///
  /// @param cancel ends the turn soon; run from any thread, returns at once; may run when the turn
  ///   has ended already
  public Turn beginTurn(SessionId id, Runnable cancel) throws InterruptedException {
    TurnQueue queue = turns.join(id);
    boolean begun = false;
    try {
      queue.enter();
      try {
        queue.onCancel(cancel);
        Turn turn = new Turn(get(id), () -> end(id, queue));
        begun = true;
        return turn;
      } finally {
        if (!begun) {
          queue.exit();
        }
      }
    } finally {
      if (!begun) {
        turns.leave(id);
      }
    }
  }

  /// Whether a turn of the session runs or waits.
  public boolean hasTurn(SessionId id) {
    return turns.isBusy(id);
  }

  /// Tells the turn that runs, if any, to end. Does not wait for it.
  public void cancelTurn(SessionId id) {
    turns.cancel(id);
  }

  /// Takes the agent of a session out of memory: its turn is told to end, its extensions stop.
  ///
  /// @return false if it was not in memory
  public boolean stop(SessionId id) {
    AgentBirth birth;
    synchronized (agents) {
      birth = agents.remove(id);
    }
    turns.cancel(id);
    if (birth != null) {
      birth.undo();
    }
    return birth != null;
  }

  /// Stops the agent of a session and makes a new one. A turn that waits goes on with the new one.
  public Agent restart(SessionId id) throws InterruptedException {
    stop(id);
    return get(id);
  }

  /// Stops the agent of a session and runs `action` when no turn of it runs any more, at the latest
  /// after `patience`; no new turn begins meanwhile.
  public void stopThen(SessionId id, Duration patience, Runnable action)
      throws InterruptedException {
    TurnQueue queue = turns.join(id);
    try {
      stop(id);
      runAlone(
          queue,
          patience,
          () -> {
            action.run();
            stop(id);
          });
    } finally {
      turns.leave(id);
    }
  }

  /// Runs `action` when no turn of the session runs any more, at the latest after `patience`; no
  /// new turn begins meanwhile. Neither a turn nor the agent is told to end.
  public void betweenTurns(SessionId id, Duration patience, Runnable action)
      throws InterruptedException {
    TurnQueue queue = turns.join(id);
    try {
      runAlone(queue, patience, action);
    } finally {
      turns.leave(id);
    }
  }

  private static void runAlone(TurnQueue queue, Duration patience, Runnable action)
      throws InterruptedException {
    boolean alone = queue.enter(patience);
    try {
      action.run();
    } finally {
      if (alone) {
        queue.exit();
      }
    }
  }

  /// Stops every agent; none is made any more.
  @Override
  public void close() {
    List<SessionId> all;
    synchronized (agents) {
      closed = true;
      all = List.copyOf(agents.keySet());
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      all.forEach(id -> threads.execute(() -> stop(id)));
    }
  }

  private AgentBirth birth(SessionId id) {
    AgentBirth birth;
    List<AgentBirth> leaving;
    synchronized (agents) {
      AgentBirth known = agents.get(id);
      if (known != null && !known.hasFailed()) {
        return known;
      }
      birth = new AgentBirth(id, factory);
      if (closed) {
        birth.undo();
        return birth;
      }
      agents.put(id, birth);
      leaving = removeSurplus(birth);
    }
    birth.begin();
    leaving.forEach(idle -> Thread.ofVirtual().start(idle::undo));
    return birth;
  }

  private List<AgentBirth> removeSurplus(AgentBirth newest) {
    List<AgentBirth> leaving = new ArrayList<>();
    Iterator<AgentBirth> oldestFirst = agents.values().iterator();
    while (agents.size() > capacity && oldestFirst.hasNext()) {
      AgentBirth candidate = oldestFirst.next();
      if (candidate != newest && candidate.isIdle() && !turns.isBusy(candidate.id())) {
        oldestFirst.remove();
        leaving.add(candidate);
      }
    }
    return leaving;
  }

  private boolean isReplaced(AgentBirth birth) {
    synchronized (agents) {
      AgentBirth now = agents.get(birth.id());
      return now != null && now != birth;
    }
  }

  private void end(SessionId id, TurnQueue queue) {
    queue.exit();
    turns.leave(id);
  }
}

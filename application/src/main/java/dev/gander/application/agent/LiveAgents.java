package dev.gander.application.agent;

import dev.gander.application.access.Sight;
import dev.gander.domain.error.Conflict;
import dev.gander.domain.extension.HostClient;
import dev.gander.domain.session.SessionId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The agents in memory, one per session. Thread-safe.
///
/// An agent is created on first use; concurrent callers wait for the same one. When more than
/// `capacity` are in memory, the least recently used idle one is evicted; nothing stored is
/// deleted. Agents in use are never evicted.
///
/// Every method throws [dev.gander.domain.session.SessionNotFound] for a session that the current
/// caller does not see, whether or not it exists.
public final class LiveAgents implements AutoCloseable {
  private final AgentFactory factory;
  private final Sight sight;
  private final int capacity;
  private boolean closed;
  private final Map<SessionId, AgentCreation> agents = new LinkedHashMap<>(16, 0.75f, true);

  /// @param capacity how many agents may be in memory before idle ones are evicted
  ///   (`GOOSE_MAX_ACTIVE_AGENTS`)
  public LiveAgents(AgentFactory factory, Sight sight, int capacity) {
    this.factory = factory;
    this.sight = sight;
    this.capacity = capacity;
  }

  /// The agent of a session with its extensions loaded, created if necessary. An id without a
  /// session gets an agent without provider and extensions.
  ///
  /// @throws Conflict if the agent is stopped while it is being created
  /// @throws InterruptedException if interrupted; the agent is created nevertheless
  public Agent get(SessionId id) throws InterruptedException {
    while (true) {
      AgentCreation creation = creation(id, _ -> {});
      Optional<Agent> agent = creation.awaitLoaded();
      if (agent.isPresent()) {
        return agent.get();
      }
      requireReplaced(creation);
    }
  }

  /// Notes in which program the session's user sits, for an agent that is created from now on.
  ///
  /// @param client null if it has not said who it is
  public void open(SessionId id, @Nullable HostClient client) {
    sight.require(id);
    factory.clients().note(id, client);
  }

  /// Starts creating the agent of a session, if it is not in memory, without waiting for it.
  public void warmUp(SessionId id) {
    creation(id, _ -> {});
  }

  /// The agent of a session if it is in memory, possibly while its extensions are still starting.
  /// Does not count as use.
  public Optional<Agent> find(SessionId id) throws InterruptedException {
    sight.require(id);
    AgentCreation found = null;
    synchronized (agents) {
      for (AgentCreation creation : agents.values()) {
        found = creation.id().equals(id) ? creation : found;
      }
    }
    return found == null || found.hasFailed() ? Optional.empty() : found.awaitBorn();
  }

  /// The agent of a session, as by [#get], which stays in memory until the use is closed.
  ///
  /// @throws Conflict if the agent is stopped while it is being created
  /// @throws InterruptedException if interrupted; the agent is created nevertheless
  public AgentUse use(SessionId id) throws InterruptedException {
    while (true) {
      AgentCreation creation = creation(id, AgentCreation::pin);
      Optional<Agent> agent = Optional.empty();
      try {
        agent = creation.awaitLoaded();
      } finally {
        if (agent.isEmpty()) {
          creation.unpin();
        }
      }
      if (agent.isPresent()) {
        return new AgentUse(agent.get(), creation::unpin);
      }
      requireReplaced(creation);
    }
  }

  /// Removes the agent of a session from memory and stops its extensions. A turn that uses it
  /// continues without them.
  ///
  /// @return false if it was not in memory
  public boolean stop(SessionId id) {
    sight.require(id);
    factory.clients().forget(id);
    return end(id);
  }

  private boolean end(SessionId id) {
    AgentCreation creation;
    synchronized (agents) {
      creation = agents.remove(id);
    }
    if (creation != null) {
      creation.undo();
    }
    return creation != null;
  }

  /// Stops the agent of a session and creates a new one.
  public Agent restart(SessionId id) throws InterruptedException {
    end(id);
    return get(id);
  }

  /// Stops every agent; no new one can be created.
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

  /// @param use applied to the found or new creation before it can be evicted again
  private AgentCreation creation(SessionId id, Consumer<AgentCreation> use) {
    sight.require(id);
    AgentCreation creation;
    List<AgentCreation> leaving;
    synchronized (agents) {
      AgentCreation known = agents.get(id);
      creation = known == null || known.hasFailed() ? new AgentCreation(id, factory) : known;
      use.accept(creation);
      if (creation == known) {
        return creation;
      }
      if (closed) {
        creation.undo();
        return creation;
      }
      agents.put(id, creation);
      leaving = removeSurplus(creation);
    }
    creation.begin();
    leaving.forEach(idle -> Thread.ofVirtual().start(idle::undo));
    return creation;
  }

  private List<AgentCreation> removeSurplus(AgentCreation newest) {
    List<AgentCreation> leaving = new ArrayList<>();
    Iterator<AgentCreation> oldestFirst = agents.values().iterator();
    while (agents.size() > capacity && oldestFirst.hasNext()) {
      AgentCreation candidate = oldestFirst.next();
      if (candidate != newest && candidate.isIdle()) {
        oldestFirst.remove();
        leaving.add(candidate);
      }
    }
    return leaving;
  }

  /// @throws Conflict unless another agent has taken its place
  private void requireReplaced(AgentCreation creation) {
    synchronized (agents) {
      AgentCreation now = agents.get(creation.id());
      if (now == null || now == creation) {
        throw new Conflict("The agent of session " + creation.id() + " was stopped");
      }
    }
  }
}

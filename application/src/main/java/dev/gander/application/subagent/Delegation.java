package dev.gander.application.subagent;

import dev.gander.application.agent.Agent;
import dev.gander.application.agent.AgentUse;
import dev.gander.application.agent.LiveAgents;
import dev.gander.application.extension.PlatformTool;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.ToolResult;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// The sub-agents of one agent. They end with it, at the latest. Thread-safe.
final class Delegation {
  private final Agent agent;
  private final LiveAgents agents;
  private final SessionStore sessions;
  private final SubAgents subAgents;
  private final Assignments assignments;
  private final TaskSources sources;
  private final BackgroundTasks tasks;
  private final Semaphore places;
  private final Set<Child> running = ConcurrentHashMap.newKeySet();
  private final Map<String, ReentrantLock> sequences = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /// @param atOnce how many sub-agents may be waited for at once
  Delegation(
      Agent agent,
      LiveAgents agents,
      SessionStore sessions,
      SubAgents subAgents,
      Assignments assignments,
      TaskSources sources,
      BackgroundTasks tasks,
      int atOnce) {
    this.agent = agent;
    this.agents = agents;
    this.sessions = sessions;
    this.subAgents = subAgents;
    this.assignments = assignments;
    this.sources = sources;
    this.tasks = tasks;
    this.places = new Semaphore(atOnce, true);
  }

  /// Hands a task to a sub-agent, and waits for its result unless it is to work in the background.
  ///
  /// @throws dev.gander.domain.error.InvalidInput for an order that makes no sense
  /// @throws dev.gander.domain.error.GanderException if it cannot begin
  ToolResult delegate(JsonObject arguments, ToolProgress progress) throws InterruptedException {
    DelegateOrder order = DelegateOrder.of(arguments);
    Optional<TaskSource> source = order.source().map(sources::get);
    if (order.background()) {
      return begin(order, source);
    }
    Assignment assignment = assignment(order, source);
    return inSequence(source, () -> awaited(assignment, progress));
  }

  private ToolResult awaited(Assignment assignment, ToolProgress progress)
      throws InterruptedException {
    places.acquire();
    try {
      Child child = subAgents.create(assignment, "Delegated task");
      return result(child, run(child, ChildListener.of(progress)));
    } finally {
      places.release();
    }
  }

  private Assignment assignment(DelegateOrder order, Optional<TaskSource> source) {
    return assignments.of(order, source, sessions.get(agent.sessionId()), agent);
  }

  /// A step that blocks.
  private interface Step<T> {
    T run() throws InterruptedException;
  }

  /// Of the calls of a sequential source only one runs at a time.
  private <T> T inSequence(Optional<TaskSource> source, Step<T> step) throws InterruptedException {
    if (source.filter(TaskSource::isSequential).isEmpty()) {
      return step.run();
    }
    ReentrantLock sequence =
        sequences.computeIfAbsent(source.get().name(), _ -> new ReentrantLock(true));
    sequence.lockInterruptibly();
    try {
      return step.run();
    } finally {
      sequence.unlock();
    }
  }

  private static ToolResult result(Child child, ChildEnd end) {
    ToolResult result =
        end.isCompleted()
            ? ToolResult.text(end.text())
            : PlatformTool.failure("Delegation failed: " + end.text());
    return withMeta(result, meta(child));
  }

  static JsonObject meta(Child child) {
    return JsonObject.of("subagent_session_id", Json.of(child.id().value()));
  }

  static ToolResult withMeta(ToolResult result, JsonObject meta) {
    return new ToolResult(result.content(), null, result.isError(), JsonObject.of("_meta", meta));
  }

  private ToolResult begin(DelegateOrder order, Optional<TaskSource> source)
      throws InterruptedException {
    tasks.reserve();
    boolean begun = false;
    try {
      Assignment assignment = assignment(order, source);
      Child child = subAgents.create(assignment, assignment.description());
      // The agent stays in memory until the task has ended.
      AgentUse use = agents.use(agent.sessionId());
      begun = true;
      tasks.begin(child, task -> inSequence(source, () -> run(child, task)), use::close);
      return withMeta(ToolResult.text(begun(child)), meta(child));
    } finally {
      if (!begun) {
        tasks.release();
      }
    }
  }

  private static String begun(Child child) {
    return """
        Task %1$s works in the background: %2$s
        Go on with something else. Its result comes with load(source: "%1$s"); cancel: true stops it.\
        """
        .formatted(child.id(), child.assignment().description());
  }

  private ChildEnd run(Child child, ChildListener listener) throws InterruptedException {
    running.add(child);
    try {
      if (closed) {
        throw new ExtensionException("the agent of this session was stopped", null);
      }
      return subAgents.run(child, listener);
    } finally {
      running.remove(child);
    }
  }

  /// Ends a sub-agent and all its processes.
  void stop(Child child) {
    subAgents.stop(child);
  }

  /// Ends all of them; none begins afterwards.
  void close() {
    closed = true;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      running.forEach(child -> threads.execute(() -> subAgents.stop(child)));
    }
  }
}

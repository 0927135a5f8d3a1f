package dev.gander.application.run;

import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.run.Run;
import dev.gander.domain.session.SessionId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// Runs that get a session and then wait until a test lets them go.
final class HeldRuns implements RunExecution {
  /// The prompts of those that have begun, in their order.
  final List<String> begun = new CopyOnWriteArrayList<>();

  /// The prompts of those whose question to a person outlives the server.
  final Set<String> asking = ConcurrentHashMap.newKeySet();

  /// Where runs have to be worked on: ids of servers by prompts; here without one.
  final Map<String, String> homes = new ConcurrentHashMap<>();

  /// The sessions of turns that were cut off, each with its server.
  final List<String> cutOff = new CopyOnWriteArrayList<>();

  /// The prompts of those that have taken back their question.
  final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

  private final Map<String, CountDownLatch> ends = new ConcurrentHashMap<>();
  private final Map<String, RunProgress> progresses = new ConcurrentHashMap<>();

  @Override
  public RunEnding run(Run run, StoppableWork work, RunProgress progress)
      throws InterruptedException {
    String prompt = run.request().task().prompt();
    progress.runsIn(new SessionId("session of " + prompt));
    progresses.put(prompt, progress);
    begun.add(prompt);
    end(prompt).await();
    return RunServer.DONE;
  }

  @Override
  public Optional<ClusterNode> elsewhere(Supplier<Optional<Run>> run) {
    return run.get()
        .map(it -> it.request().task().prompt())
        .flatMap(prompt -> Optional.ofNullable(homes.get(prompt)))
        .map(HeldRuns::node);
  }

  private static ClusterNode node(String id) {
    return new ClusterNode(
        id, new NodeDescription(id, "1", Set.of()), Instant.EPOCH, Instant.EPOCH, true, false);
  }

  @Override
  public void cutOff(SessionId session, String server) {
    cutOff.add(session + " of " + server);
  }

  @Override
  public boolean outlives(Run run) {
    return asking.contains(run.request().task().prompt());
  }

  @Override
  public void withdraw(Run run) {
    withdrawn.add(run.request().task().prompt());
  }

  private CountDownLatch end(String prompt) {
    return ends.computeIfAbsent(prompt, _ -> new CountDownLatch(1));
  }

  void release(String prompt) {
    end(prompt).countDown();
  }

  RunProgress progress(String prompt) {
    return progresses.get(prompt);
  }
}

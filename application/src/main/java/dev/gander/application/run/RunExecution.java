package dev.gander.application.run;

import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.run.Run;
import dev.gander.domain.session.SessionId;
import java.util.Optional;
import java.util.function.Supplier;

/// What is done for a run.
@FunctionalInterface
interface RunExecution {
  /// Works in the calling thread until the end. When stopped it returns soon, whatever it returns
  /// then.
  ///
  /// @throws dev.gander.domain.error.GanderException if it came to nothing; the text tells why
  RunEnding run(Run run, StoppableWork work, RunProgress progress) throws InterruptedException;

  /// Sees to it that the turn of another server in this session does not go on, should that server
  /// only seem to be dead.
  default void cutOff(SessionId session, String server) {}

  /// The server on which a run has to be worked on, if that is another one.
  ///
  /// @param run as it is stored; not asked for if this server is the only one
  default Optional<ClusterNode> elsewhere(Supplier<Optional<Run>> run) {
    return Optional.empty();
  }

  /// Whether a run, which its server has left or is about to leave, waits for a person and can go
  /// on waiting with the next server: then [#run] does so.
  default boolean outlives(Run run) {
    return false;
  }

  /// Takes back what a run asks a person that is cancelled without being worked on, if anything.
  /// Idempotent: whoever cancels a run asks for it, and the run's thread if that is about to end.
  default void withdraw(Run run) {}
}

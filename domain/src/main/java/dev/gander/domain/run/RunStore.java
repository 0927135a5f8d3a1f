package dev.gander.domain.run;

import dev.gander.domain.access.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All runs, those that have ended included. Servers on one machine may share it: each run that has
/// not ended belongs to one server, at first the one that created it. Thread-safe, and against
/// other processes. What was written survives a kill of the process, and the creation and the end
/// of a run a power failure. Every method throws [dev.gander.domain.error.StorageException] when
/// the store cannot be reached; nothing was changed then.
public interface RunStore {

  /// Stores a new run, unless its owner has used the idempotency key before. Atomic: of two calls
  /// with one key only one creates a run.
  ///
  /// @param idempotencyKey null for none
  /// @return the run with that key, which is the given one if it is new
  /// @throws RunKeyReused if the key was used for another request
  Run create(Run run, @Nullable String idempotencyKey);

  /// The run that its owner has created with an idempotency key; empty if the key is new.
  ///
  /// @throws RunKeyReused if the key was used for another request
  Optional<Run> find(KeyId owner, String idempotencyKey, RunRequest request);

  /// Empty for an unknown id.
  Optional<Run> find(RunId id);

  /// Changes a run if it is in one of these states. Atomic: of two changes only one takes a run out
  /// of a state.
  ///
  /// @param change is given the run as it is; must not change its id or owner
  /// @return the run after that; empty if it is in another state, or the id is unknown
  Optional<Run> change(RunId id, Set<RunState> from, UnaryOperator<Run> change);

  /// The same, if the run belongs to this server: another one that has taken it over has the say.
  Optional<Run> changeOwn(RunId id, Set<RunState> from, UnaryOperator<Run> change);

  /// Whether a run has not ended and belongs to this server.
  boolean isOwn(RunId id);

  /// Runs that have ended, and whose end was not [announced][#announced] yet, in no order. Creates
  /// nothing if there has never been a run.
  List<Run> unannounced(int limit);

  /// Everybody who wants to know has been told of the end. Does nothing for an unknown id.
  void announced(RunId id);

  /// The newest first.
  RunPage list(RunQuery query);

  /// How many runs [#forget] would remove now.
  int surplus(Instant before);

  /// Removes the runs that have ended before a time, to the second, and whose end was
  /// [announced][#announced]. Their idempotency keys are new again. Creates nothing if there has
  /// never been a run.
  ///
  /// @return how many
  int forget(Instant before);

  /// Gives an open run of this server to another one, which gets it with [#takeOver]; if that one
  /// dies before, so does any. Does nothing if the run has ended, or is not this server's.
  ///
  /// @param server its id
  void handOver(RunId id, String server);

  /// Makes the open runs of servers that have died, and those that were handed over to it, this
  /// server's own. Atomic: of several servers only one gets a run. Creates nothing if there has
  /// never been a run.
  ///
  /// @return these runs, the oldest first
  List<LeftRun> takeOver();
}

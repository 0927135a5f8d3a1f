package dev.gander.domain.turn;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEvent.Published;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The events of turns beyond the process that published them: for clients that come back with the
/// number of the last event they received. Thread-safe.
///
/// It is written behind the events and never fails: what cannot be kept, because there is too much
/// of it or the disk is full, is given up together with everything earlier of its session, so that
/// what is kept has no gaps. What was written survives any end of this process. It is dropped some
/// time after the last turn of a session.
public interface EventJournal extends AutoCloseable {
  /// How much is kept.
  ///
  /// @param kept how long, after the last event of a turn
  /// @param bytes how much room there is for all sessions together
  record Limits(Duration kept, long bytes) {}

  /// What is kept of a session.
  ///
  /// @param after every event with a higher number is kept
  /// @param newest the highest number that was kept; `after` if there is none
  /// @param cutOff the turns that never ended, since their process did: ids of requests
  record Kept(long after, long newest, List<String> cutOff) {
    public Kept {
      cutOff = List.copyOf(cutOff);
    }

    /// Whether a client that has received this event, and those before it, can get the rest.
    public boolean reaches(long number) {
      return number >= after;
    }
  }

  /// Notes that a turn begins; written when this returns.
  ///
  /// @param newest the number of the session's newest event so far
  void begin(SessionId session, String requestId, long newest);

  /// Takes the next event of a turn that has begun. Does not wait for anything. Called in the order
  /// of the numbers.
  void append(SessionId session, Published event);

  /// Notes that a turn has ended; does not wait.
  void end(SessionId session, String requestId);

  /// Returns when everything that was taken of the session before is written or given up.
  void settle(SessionId session);

  /// Empty if nothing is kept of the session, or it is unknown.
  Optional<Kept> kept(SessionId session);

  /// Reads the events after a number, in their order, as far as they are written. Events that only
  /// concern the process itself ([TurnEvent.Worked]) may be missing. Empty if nothing is kept.
  Reading read(SessionId session, long after);

  /// Drops everything of a session. Does nothing if nothing is kept.
  void forget(SessionId session);

  /// Writes what was taken, and takes nothing more. Idempotent.
  @Override
  void close();

  /// A position between two events. For one thread at a time.
  interface Reading extends AutoCloseable {
    /// Empty at the end, and when what follows was dropped in the meantime.
    Optional<Published> next();

    /// Idempotent.
    @Override
    void close();
  }
}

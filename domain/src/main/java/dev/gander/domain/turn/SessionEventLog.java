package dev.gander.domain.turn;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The latest events of each session's turns, numbered in the order in which they were appended.
/// Thread-safe.
///
/// A session's numbers only increase, even across server restarts, and stay below 2^53, since
/// clients may read them as floating point. A session that has never had a message starts at 1. A
/// log keeps at least the last [#KEPT] events, until no writer is open and there has been no reader
/// for a while. With a journal ([EventJournal]) it keeps more, and for longer than the server runs.
public interface SessionEventLog extends AutoCloseable {
  /// How many events of a session are kept.
  int KEPT = 512;

  /// Opens the log of a session for the events of one turn. While a writer is open, no kept events
  /// are dropped.
  ///
  /// @param session as it was found before the turn
  /// @param requestId the client's id for the turn
  Writer write(Session session, String requestId);

  /// The same with what the user has said, for other servers that ask which turns there are.
  default Writer write(Session session, RunningTurn turn) {
    return write(session, turn.requestId());
  }

  /// Starts reading after event `lastEventId`, an unsigned number; 0 means from the oldest kept
  /// event, and a number that was never assigned means from the next new event.
  Reader read(Session session, long lastEventId);

  /// Starts reading at the beginning of the turns that are running, or else with the next new
  /// event. What they have told so far comes in brief: the fragments of a message that follow each
  /// other are one event, with the number of the last. Such a reader misses nothing, however slow
  /// it is, at the price of memory.
  ///
  /// @param session as found before
  Reader join(Session session);

  /// Whether the session has kept events, a reader or a writer.
  boolean isKnown(SessionId id);

  /// The turns of a session that never ended, since their server was killed, and whose events are
  /// kept: ids of requests. They count as ended once somebody has taken them over and closes the
  /// writer. Empty for an unknown session.
  List<String> cutOff(SessionId id);

  /// Opens the log for the end of a turn that was cut off. For the holder of the session's lease.
  ///
  /// @return empty if the turn is known not to be one that was cut off, or no longer: another
  ///   server may have ended it meanwhile
  default Optional<Writer> takeOver(Session session, String requestId) {
    return cutOff(session.id()).contains(requestId)
        ? Optional.of(write(session, requestId))
        : Optional.empty();
  }

  /// Drops the log of a session that was deleted. Its readers receive the last events of the open
  /// writers and nothing more until [#close()]. Does nothing if the log does not exist.
  void forget(SessionId id);

  /// Drops what the turns of a session have told so far, and leaves out numbers, so that whoever
  /// follows on any server is asked to load the session. Open turns go on with what comes then.
  /// Does nothing if the log does not exist.
  void startOver(SessionId id);

  /// Drops the kept events of a session that has never had a reader.
  void forgetUnread(SessionId id);

  /// Ends the logs of all sessions, and logs that are opened later immediately: readers finish once
  /// they have received the last event of the currently open writers. Does not wait.
  @Override
  void close();

  /// Appends the events of one turn, from one thread at a time.
  interface Writer extends AutoCloseable {
    void append(TurnEvent event);

    /// Whether several events come one right after the other, so that readers need not be woken for
    /// each, but at the next [#flush]; a log may wake them earlier. Ends with a flush. Called like
    /// [#append].
    default void gather(boolean several) {}

    /// No event comes for now. Called like [#append].
    default void flush() {}

    /// The turn has got the right to run. A log that servers share takes none of the later events,
    /// but for the turn's end, once another server has that right.
    default void fencedBy(Fence fence) {}

    /// Marks the end of the turn's events. Idempotent.
    @Override
    void close();
  }

  /// A position in the log. Pulled by one thread at a time; closed from any.
  interface Reader extends AutoCloseable {
    /// Whether events after the requested one are no longer kept, or the number was assigned by
    /// another server: the client has to reload the session.
    boolean hasMissed();

    /// The number of the newest event when reading began.
    long newestAtStart();

    /// Waits for the next event, at most for `patience`.
    ///
    /// @throws InterruptedException if the thread was interrupted; no event is lost
    Next next(Duration patience) throws InterruptedException;

    /// Whether no writer is open that could append another event.
    boolean isQuiet();

    /// Idempotent.
    @Override
    void close();
  }

  /// The result of a pull.
  ///
  /// @param event null if none arrived in time, or the next one is no longer kept
  /// @param before the number of the last event that this reader had received or skipped
  /// @param newest the number of the newest event in the log
  /// @param isOver whether the log has ended and was read completely
  record Next(SessionEvent.@Nullable Published event, long before, long newest, boolean isOver) {}
}

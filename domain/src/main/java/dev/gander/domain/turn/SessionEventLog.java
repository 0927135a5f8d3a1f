package dev.gander.domain.turn;

import dev.gander.domain.session.SessionId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The newest events of each session's turns, numbered in the order in which they were appended.
/// Any thread.
///
/// Numbers of a session only grow, also across restarts of the server, and stay below 2^53, since
/// clients may read them as floating point. Those of a session that has never had a message begin
/// at 1. A log keeps the last [#KEPT] events, and gives them up when no writer is open and nobody
/// has read for a while.
public interface SessionEventLog extends AutoCloseable {
  /// How many events of a session are kept.
  int KEPT = 512;

  /// Opens the log of a session for the events of one turn. While a writer is open nothing that is
  /// kept is given up.
  ///
  /// @param requestId the client's name for the turn
  Writer write(SessionId id, String requestId);

  /// Begins to read after event `lastEventId`, an unsigned number; 0 means with the oldest that is
  /// kept, and a number that was never given means with the next that comes.
  Reader read(SessionId id, long lastEventId);

  /// Whether anything is kept of the session, or anybody reads or writes.
  boolean isKnown(SessionId id);

  /// Ends the log of a session: readers are let go when they have got the last event of the writers
  /// that are open now. Nothing happens if it is not known.
  void end(SessionId id);

  /// Gives up what is kept of a session that nobody has ever read.
  void forgetUnread(SessionId id);

  /// Ends the logs of all sessions, as [#end] does, and those that are opened later at once. Does
  /// not wait.
  @Override
  void close();

  /// Appends the events of one turn, from one thread at a time.
  interface Writer extends AutoCloseable {
    void append(TurnEvent event);

    /// Nothing more comes from this turn. Any number of times.
    @Override
    void close();
  }

  /// A place in the log. Pulled by one thread at a time; closed from any.
  interface Reader extends AutoCloseable {
    /// Whether events that follow the one asked for are not kept any more, or the number was given
    /// by another server: the client has to load the session again.
    boolean hasMissed();

    /// The number of the newest event when reading began.
    long newestAtStart();

    /// Waits for the next event, at most for `patience`.
    ///
    /// @throws InterruptedException if the thread was interrupted; no event is lost by that
    Next next(Duration patience) throws InterruptedException;

    /// Whether no writer is open that could bring another event.
    boolean isQuiet();

    /// Any number of times.
    @Override
    void close();
  }

  /// What a pull gives.
  ///
  /// @param event null if none came in time, or what should have come is not kept any more
  /// @param before the number of the last event that this reader had got or passed over
  /// @param newest the number of the newest event in the log
  /// @param isOver whether the log has ended and all of it was read
  record Next(SessionEvent.@Nullable Published event, long before, long newest, boolean isOver) {}
}

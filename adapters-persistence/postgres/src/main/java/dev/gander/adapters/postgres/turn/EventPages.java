package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Reads the events of a session, some at a time.
final class EventPages implements EventJournal.Reading {
  private static final int PAGE = 500;

  private final PostgresDatabase database;
  private final SessionId session;
  private final Queue<Published> page = new ArrayDeque<>();
  private long position;
  private boolean isOver;

  EventPages(PostgresDatabase database, SessionId session, long after) {
    this.database = database;
    this.session = session;
    this.position = after;
  }

  /// Ends where events were dropped meanwhile.
  @Override
  public Optional<Published> next() {
    if (page.isEmpty() && !isOver) {
      turn();
    }
    Published next = page.peek();
    if (next == null || next.sequence() != position + 1) {
      isOver = true;
      page.clear();
      return Optional.empty();
    }
    position++;
    return Optional.of(page.remove());
  }

  private void turn() {
    page.addAll(
        database.read(
            handle ->
                handle
                    .createQuery(
                        "SELECT seq, request, event FROM session_event"
                            + " WHERE session_id = :session AND seq > :after"
                            + " ORDER BY seq LIMIT :most")
                    .bind("session", session.value())
                    .bind("after", position)
                    .bind("most", PAGE)
                    .map(row -> EventRows.published(row))
                    .list()));
    isOver = page.size() < PAGE;
  }

  @Override
  public void close() {
    isOver = true;
    page.clear();
  }
}

package dev.gander.application.inprocess;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import java.util.Optional;

/// Keeps nothing.
public final class NoJournal implements EventJournal {
  private static final Reading NOTHING =
      new Reading() {
        @Override
        public Optional<Published> next() {
          return Optional.empty();
        }

        @Override
        public void close() {}
      };

  @Override
  public void begin(SessionId session, String requestId, long newest) {}

  @Override
  public void append(SessionId session, Published event) {}

  @Override
  public void end(SessionId session, String requestId) {}

  @Override
  public void settle(SessionId session) {}

  @Override
  public Optional<Kept> kept(SessionId session) {
    return Optional.empty();
  }

  @Override
  public Reading read(SessionId session, long after) {
    return NOTHING;
  }

  @Override
  public void forget(SessionId session) {}

  @Override
  public void close() {}
}

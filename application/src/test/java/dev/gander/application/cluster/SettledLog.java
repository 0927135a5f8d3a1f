package dev.gander.application.cluster;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A log whose writers wait until what they tell is in the database.
record SettledLog(SharedEventLog log) implements SessionEventLog {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public Writer write(Session session, String requestId) {
    return settled(log.write(session, requestId));
  }

  @Override
  public Optional<Writer> takeOver(Session session, String requestId) {
    return log.takeOver(session, requestId).map(this::settled);
  }

  private Writer settled(Writer writer) {
    return new Writer() {
      @Override
      public void append(TurnEvent event) {
        writer.append(event);
        log.settle(PATIENCE);
      }

      @Override
      public void gather(boolean several) {
        writer.gather(several);
      }

      @Override
      public void flush() {
        writer.flush();
      }

      @Override
      public void fencedBy(Fence fence) {
        writer.fencedBy(fence);
      }

      @Override
      public void close() {
        writer.close();
        log.settle(PATIENCE);
      }
    };
  }

  @Override
  public Reader read(Session session, long lastEventId) {
    return log.read(session, lastEventId);
  }

  @Override
  public Reader join(Session session) {
    return log.join(session);
  }

  @Override
  public boolean isKnown(SessionId id) {
    return log.isKnown(id);
  }

  @Override
  public List<String> cutOff(SessionId id) {
    return log.cutOff(id);
  }

  @Override
  public void forget(SessionId id) {
    log.forget(id);
  }

  @Override
  public void startOver(SessionId id) {
    log.startOver(id);
  }

  @Override
  public void forgetUnread(SessionId id) {
    log.forgetUnread(id);
  }

  @Override
  public void close() {
    log.close();
  }
}

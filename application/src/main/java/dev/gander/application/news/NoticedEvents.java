package dev.gander.application.news;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.TurnEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A log in which it is noticed that turns begin and end.
public record NoticedEvents(SessionEventLog log, News news) implements SessionEventLog {
  @Override
  public Writer write(Session session, String requestId) {
    return noticed(log.write(session, requestId), session, requestId);
  }

  @Override
  public Writer write(Session session, RunningTurn turn) {
    return noticed(log.write(session, turn), session, turn.requestId());
  }

  @Override
  public Optional<Writer> takeOver(Session session, String requestId) {
    return log.takeOver(session, requestId).map(writer -> noticed(writer, session, requestId));
  }

  private Writer noticed(Writer writer, Session session, String requestId) {
    news.tell(new Notice.TurnBegun(session.id(), requestId));
    return new NoticedWriter(writer, session.id(), requestId);
  }

  private final class NoticedWriter implements Writer {
    private final Writer writer;
    private final SessionId id;
    private final String requestId;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile boolean hasToldEnd;

    NoticedWriter(Writer writer, SessionId id, String requestId) {
      this.writer = writer;
      this.id = id;
      this.requestId = requestId;
    }

    @Override
    public void append(TurnEvent event) {
      writer.append(event);
      if (event.tellsTheEnd()) {
        hasToldEnd = true;
      }
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
      if (isClosed.compareAndSet(false, true)) {
        news.tell(new Notice.TurnEnded(id, requestId, hasToldEnd));
      }
    }
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

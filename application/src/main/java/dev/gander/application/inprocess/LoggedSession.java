package dev.gander.application.inprocess;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog.Reader;
import dev.gander.domain.turn.SessionEventLog.Writer;
import dev.gander.domain.turn.TurnEvent;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The events of one session and its writers, which give them their numbers.
final class LoggedSession {
  /// After so many events readers are woken in any case: far fewer than are kept.
  private static final int MOST_UNTOLD = 32;

  private final SessionReaders readers;
  private final SessionId id;
  private final EventJournal journal;

  /// Those whose end the journal has not heard of. Guarded by the readers.
  private final Set<OpenWriter> open = new LinkedHashSet<>();

  /// @param last the number before the first event
  LoggedSession(SessionId id, long last, EventJournal journal, InstantSource clock) {
    this.id = id;
    this.readers = new SessionReaders(last, clock);
    this.journal = journal;
  }

  /// Empty if the log was dropped.
  Optional<Writer> write(String requestId) {
    return readers.use(
        () -> {
          OpenWriter writer = new OpenWriter(requestId);
          journal.begin(id, requestId, readers.newest());
          open.add(writer);
          readers.begin(writer);
          return writer;
        });
  }

  /// Empty if the log was dropped.
  Optional<Reader> read(long lastEventId) {
    return readers.read(lastEventId);
  }

  /// Reads what is new from now on. Empty if the log was dropped.
  Optional<Reader> readNew() {
    return readers.readNew();
  }

  /// Empty if the log was dropped.
  Optional<Reader> join() {
    return readers.join();
  }

  /// Open turns go on behind a gap.
  void startOver() {
    readers.during(
        () -> {
          readers.skipTo(readers.newest() + 1);
          journal.forget(id);
          open.forEach(writer -> journal.begin(id, writer.requestId, readers.newest()));
        });
  }

  void end() {
    readers.end();
  }

  /// Drops the log if it is not in use and `reason` holds; it cannot be used afterwards.
  boolean giveUp(Predicate<SessionReaders> reason) {
    return readers.giveUp(reason);
  }

  private final class OpenWriter implements Writer {
    private final String requestId;
    private boolean gathering;
    private int untold;

    OpenWriter(String requestId) {
      this.requestId = requestId;
    }

    @Override
    public void append(TurnEvent event) {
      readers.during(() -> append(new Published(readers.newest() + 1, requestId, event)));
    }

    private void append(Published published) {
      journal.append(id, published);
      if (published.event() instanceof TurnEvent.Finished) {
        // In one piece with the event, or a kill in between would end the turn twice.
        noteEnd();
      }
      if (isAwaited(published.event())) {
        journal.settle(id);
      }
      untold++;
      if (gathering && untold < MOST_UNTOLD) {
        readers.note(this, published);
      } else {
        untold = 0;
        readers.hear(this, published);
      }
    }

    @Override
    public void gather(boolean several) {
      readers.during(() -> gathering = several);
      flush();
    }

    @Override
    public void flush() {
      readers.during(this::wakeReaders);
    }

    private void wakeReaders() {
      if (untold > 0) {
        untold = 0;
        readers.wake();
      }
    }

    private void noteEnd() {
      if (open.remove(this)) {
        journal.end(id, requestId);
      }
    }

    @Override
    public void close() {
      readers.during(
          () -> {
            if (readers.end(this)) {
              noteEnd();
            }
          });
    }
  }

  /// What a client must not see before it is kept: after a restart it would be told that the turn
  /// was cut off, or not be asked, or be told of the result of a call that it does not know, since
  /// a turn goes on if its user is asked about the call.
  private static boolean isAwaited(TurnEvent event) {
    return switch (event) {
      case TurnEvent.Finished _ -> true;
      case TurnEvent.MessageArrived(Message message, var _) ->
          message.words() == null && message.content().stream().anyMatch(LoggedSession::isAwaited);
      default -> false;
    };
  }

  private static boolean isAwaited(Content content) {
    return switch (content) {
      case Content.ActionRequired _, Content.ToolRequest _ -> true;
      default -> false;
    };
  }
}

package dev.gander.application.inprocess;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.QuestionAnswer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/// Questions of the turns that run in this process.
public final class InProcessQuestions implements PendingQuestions {
  private record Key(SessionId session, Kind kind, String id) {}

  private final ConcurrentMap<Key, Asked> open = new ConcurrentHashMap<>();

  @Override
  public Question open(SessionId session, Kind kind, String id) {
    Asked asked = new Asked(new Key(session, kind, id));
    open.put(asked.key, asked);
    return asked;
  }

  @Override
  public boolean isOpen(SessionId session, Kind kind, String id) {
    return open.containsKey(new Key(session, kind, id));
  }

  @Override
  public Optional<Claim> claim(SessionId session, Kind kind, String id) {
    Asked asked = open.remove(new Key(session, kind, id));
    return asked == null ? Optional.empty() : Optional.of(asked.answers::add);
  }

  private final class Asked implements Question {
    private final Key key;
    private final BlockingQueue<QuestionAnswer> answers = new ArrayBlockingQueue<>(1);

    Asked(Key key) {
      this.key = key;
    }

    @Override
    public QuestionAnswer await() throws InterruptedException {
      return answers.take();
    }

    @Override
    public Optional<QuestionAnswer> await(Duration patience) throws InterruptedException {
      return Optional.ofNullable(answers.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
      open.remove(key, this);
    }
  }
}

package dev.gander.application.inprocess;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.PendingQuestions;
import dev.gander.domain.turn.QuestionAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Questions of the turns that run in this process.
public final class InProcessQuestions implements PendingQuestions {
  private record Key(SessionId session, Kind kind, String id) {}

  private final ConcurrentMap<Key, Asked> open = new ConcurrentHashMap<>();

  @Override
  public Question open(SessionId session, Kind kind, String id) {
    Asked asked = new Asked(new Key(session, kind, id));
    Asked before = open.put(asked.key, asked);
    if (before != null) {
      before.settle();
    }
    return asked;
  }

  @Override
  public boolean isOpen(SessionId session, Kind kind, String id) {
    return open.containsKey(new Key(session, kind, id));
  }

  @Override
  public void onceSettled(SessionId session, Kind kind, String id, Runnable then) {
    Asked asked = open.get(new Key(session, kind, id));
    if (asked == null || !asked.keep(then)) {
      then.run();
    }
  }

  @Override
  public Optional<Claim> claim(SessionId session, Kind kind, String id) {
    Asked asked = open.remove(new Key(session, kind, id));
    if (asked == null) {
      return Optional.empty();
    }
    asked.settle();
    return Optional.of(asked.answers::add);
  }

  private final class Asked implements Question {
    private final Key key;
    private final BlockingQueue<QuestionAnswer> answers = new ArrayBlockingQueue<>(1);
    // Guarded by this; null once it is settled.
    private @Nullable List<Runnable> afterwards = new ArrayList<>();

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
      if (open.remove(key, this)) {
        settle();
      }
    }

    /// @return false if it is settled already
    synchronized boolean keep(Runnable then) {
      return afterwards != null && afterwards.add(then);
    }

    void settle() {
      taken().forEach(Runnable::run);
    }

    private synchronized List<Runnable> taken() {
      List<Runnable> taken = afterwards == null ? List.of() : afterwards;
      afterwards = null;
      return taken;
    }
  }
}

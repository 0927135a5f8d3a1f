package dev.gander.application.api.approval;

import dev.gander.application.approval.Approvals;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What is asked and what becomes of it: first what is open, then what happens. Pulled by one
/// thread at a time; closed from any. A reader that is slow is ended: it begins again with what is
/// open.
public final class ApprovalFeed implements AutoCloseable {
  private static final int MOST = 1000;

  private final Deque<AskedQuestion> open = new ArrayDeque<>();

  /// The ids of those that were open: they may be told a second time by whoever asked them just
  /// now.
  private final Set<String> begun = new HashSet<>();

  private final BlockingQueue<QuestionNotice> waiting = new LinkedBlockingQueue<>(MOST);
  private final Approvals approvals;
  private final Caller caller;
  private final Runnable leave;
  private volatile boolean isLost;

  ApprovalFeed(Approvals approvals) {
    this.approvals = approvals;
    this.caller = CurrentCaller.get();
    // In this order nothing is missed in between.
    leave = approvals.kept().news().listen(this::put);
    for (AskedQuestion question : approvals.open(null, MOST)) {
      open.add(question);
      begun.add(question.id());
    }
  }

  private void put(QuestionNotice notice) {
    isLost |= !waiting.offer(notice);
  }

  /// The next notice, waiting up to `patience` for it; empty if there is none, or none that the
  /// caller sees.
  public Optional<QuestionNotice> next(Duration patience) throws InterruptedException {
    AskedQuestion first = open.poll();
    if (first != null) {
      return Optional.of(new QuestionNotice.Asked(first));
    }
    return Optional.ofNullable(waiting.poll(patience.toNanos(), TimeUnit.NANOSECONDS))
        .filter(notice -> !isTold(notice))
        .filter(notice -> CurrentCaller.call(caller, () -> approvals.isSeen(notice.question())));
  }

  private boolean isTold(QuestionNotice notice) {
    return notice instanceof QuestionNotice.Asked && begun.remove(notice.question().id());
  }

  /// Whether it has missed something.
  public boolean hasEnded() {
    return isLost;
  }

  @Override
  public void close() {
    leave.run();
  }
}

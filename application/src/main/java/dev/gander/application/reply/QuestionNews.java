package dev.gander.application.reply;

import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import dev.gander.domain.turn.QuestionNotice.Outcome;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Tells of questions of all sessions: that they are asked, and what became of them. Thread-safe.
public final class QuestionNews {
  private final List<Consumer<QuestionNotice>> listeners = new CopyOnWriteArrayList<>();

  /// @param listener called on any thread; must be quick and must not throw
  /// @return ends it
  public Runnable listen(Consumer<QuestionNotice> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  void asked(AskedQuestion question) {
    tell(new QuestionNotice.Asked(question));
  }

  void settled(AskedQuestion question, Outcome outcome) {
    tell(new QuestionNotice.Settled(question, outcome));
  }

  private void tell(QuestionNotice notice) {
    listeners.forEach(listener -> listener.accept(notice));
  }
}

package dev.gander.application.inprocess;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionPlace;
import dev.gander.domain.turn.QuestionStore;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Questions that end with the process. Guarded by this.
public final class InProcessQuestionStore implements QuestionStore {
  private final Map<String, AskedQuestion> questions = new LinkedHashMap<>();

  @Override
  public boolean isLasting() {
    return false;
  }

  @Override
  public synchronized void keep(AskedQuestion question) {
    questions.put(question.id(), question);
  }

  @Override
  public synchronized boolean answer(String id, QuestionAnswer answer) {
    AskedQuestion question = questions.get(id);
    if (question == null || !question.isOpen()) {
      return false;
    }
    questions.put(id, question.answered(answer));
    return true;
  }

  @Override
  public synchronized Optional<AskedQuestion> find(String id) {
    return Optional.ofNullable(questions.get(id));
  }

  @Override
  public synchronized List<AskedQuestion> open(@Nullable QuestionPlace after, int most) {
    return sorted()
        .filter(AskedQuestion::isOpen)
        .filter(question -> after == null || question.place().compareTo(after) > 0)
        .limit(most)
        .toList();
  }

  @Override
  public synchronized List<AskedQuestion> of(SessionId session) {
    return sorted().filter(question -> question.session().equals(session)).toList();
  }

  private Stream<AskedQuestion> sorted() {
    return questions.values().stream().sorted(Comparator.comparing(AskedQuestion::place));
  }

  @Override
  public synchronized List<SessionId> sessions() {
    return questions.values().stream().map(AskedQuestion::session).distinct().toList();
  }

  @Override
  public synchronized void remove(Collection<String> ids) {
    ids.forEach(questions::remove);
  }
}

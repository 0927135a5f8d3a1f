package dev.gander.application.reply;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionAnswer;
import dev.gander.domain.turn.QuestionPlace;
import dev.gander.domain.turn.QuestionStore;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A store that outlives its servers.
record LastingQuestions(QuestionStore store) implements QuestionStore {
  @Override
  public boolean isLasting() {
    return true;
  }

  @Override
  public void keep(AskedQuestion question) {
    store.keep(question);
  }

  @Override
  public boolean answer(String id, QuestionAnswer answer) {
    return store.answer(id, answer);
  }

  @Override
  public Optional<AskedQuestion> find(String id) {
    return store.find(id);
  }

  @Override
  public List<AskedQuestion> open(@Nullable QuestionPlace after, int most) {
    return store.open(after, most);
  }

  @Override
  public List<AskedQuestion> of(SessionId session) {
    return store.of(session);
  }

  @Override
  public List<SessionId> sessions() {
    return store.sessions();
  }

  @Override
  public void remove(Collection<String> ids) {
    store.remove(ids);
  }
}

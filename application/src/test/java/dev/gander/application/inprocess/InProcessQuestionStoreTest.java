package dev.gander.application.inprocess;

import dev.gander.domain.turn.QuestionStore;
import dev.gander.testkit.turn.QuestionStoreContract;

class InProcessQuestionStoreTest implements QuestionStoreContract {
  @Override
  public QuestionStore store() {
    return new InProcessQuestionStore();
  }
}

package dev.gander.application.inprocess;

import dev.gander.domain.turn.PendingQuestions;
import dev.gander.testkit.turn.PendingQuestionsContract;

class InProcessQuestionsTest implements PendingQuestionsContract {
  @Override
  public PendingQuestions questions() {
    return new InProcessQuestions();
  }
}

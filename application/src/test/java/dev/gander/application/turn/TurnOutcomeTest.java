package dev.gander.application.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnOutcomeTest {
  private final TurnOutcome outcome = new TurnOutcome();

  @Test
  void lastWordsAreTheTextsOfTheLastAnswerThatHadSome() {
    answers("a1", new Content.Text("First."));
    answers("a2", new Content.Text("Sec"));
    answers("a2", new Content.Text("ond."));
    answers("a3", new Content.Thinking("Hm.", ""));
    says(Message.user("u1", 0, new Content.Text("Go on")));

    assertEquals("Second.", outcome.lastWords());
    assertEquals(3, outcome.answers());
  }

  @Test
  void withoutAnAnswerThereAreNoWords() {
    assertEquals("", outcome.lastWords());
    assertEquals(0, outcome.answers());
    assertEquals(Optional.empty(), outcome.problem());
    assertEquals(Optional.empty(), outcome.limit());
  }

  @Test
  void whatTheProgramItselfSaysIsAProblem() {
    answers("a1", new Content.Text("Well."));
    says(Message.assistant(null, 0, new Content.Text("The model does not answer.")));

    assertEquals(Optional.of("The model does not answer."), outcome.problem());
    assertEquals("Well.", outcome.lastWords());
    assertEquals(1, outcome.answers());
  }

  @Test
  void afterAnythingElseItWasNone() {
    says(Message.assistant(null, 0, new Content.Text("Trying again.")));
    says(Message.user("u1", 0, new Content.Text("Go on")));

    assertEquals(Optional.empty(), outcome.problem());
  }

  @Test
  void ofNoticesOnlyThatOfMissingCreditsIsAProblem() {
    says(Message.assistant(null, 0, new Content.SystemNotification("inlineMessage", "Summed up")));
    assertEquals(Optional.empty(), outcome.problem());

    says(Message.assistant(null, 0, new Content.SystemNotification("creditsExhausted", "Pay")));
    assertEquals(Optional.of("Pay"), outcome.problem());
  }

  @Test
  void aFailureIsAProblem() {
    outcome.note(TurnEvent.Failed.because("No model"));

    assertEquals(Optional.of("No model"), outcome.problem());
  }

  @ParameterizedTest
  @EnumSource
  void someEndingsAreLimits(Ending ending) {
    outcome.note(TurnEvent.Finished.stop(TokenState.UNKNOWN, ending));

    assertEquals(
        switch (ending) {
          case DONE, CANCELLED, AT_OUTPUT_LIMIT -> Optional.empty();
          case AT_ROUND_LIMIT -> Optional.of("The model was asked as often as it may be");
          case BUDGET_SPENT -> Optional.of("A budget is spent");
        },
        outcome.limit());
  }

  @Test
  void aSpentBudgetIsNamed() {
    outcome.note(TurnEvent.Failed.because("The budget of today is spent"));
    outcome.note(TurnEvent.Finished.stop(TokenState.UNKNOWN, Ending.BUDGET_SPENT));

    assertEquals(Optional.of("The budget of today is spent"), outcome.limit());
  }

  private void answers(String id, Content content) {
    says(Message.assistant(id, 0, content));
  }

  private void says(Message message) {
    outcome.note(new TurnEvent.MessageArrived(message, TokenState.UNKNOWN));
  }
}

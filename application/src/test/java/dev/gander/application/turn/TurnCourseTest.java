package dev.gander.application.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.observe.Activity;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Finished.Ending;
import dev.gander.testkit.observe.RecordingObserver;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TurnCourseTest {
  private static final TurnEvent NOT_STORED = said(null);
  private static final TurnEvent STORED = said("a1");

  private final TurnCourse course = new TurnCourse();

  @ParameterizedTest
  @EnumSource
  void aTurnEndsAsItSays(Ending ending) {
    course.note(STORED);
    course.note(finished(ending));

    assertTold(ending.name().toLowerCase(Locale.ROOT), Optional.empty());
  }

  @Test
  void aTurnWithoutAnEndIsBroken() {
    course.note(STORED);

    assertTold("broken", Optional.empty());
  }

  @Test
  void aTurnThatFailedTellsWhy() {
    course.note(new TurnEvent.Failed(TurnEvent.Failed.Reason.NO_MODEL, "No model"));

    assertTold("failed", Optional.of("no_model"));
  }

  @Test
  void whatTheProgramSaysInTheEndIsAFailureOfTheModel() {
    course.note(STORED);
    course.note(NOT_STORED);
    course.note(finished(Ending.DONE));

    assertTold("failed", Optional.of("model"));
  }

  @Test
  void whoeverWentOnAfterwardsHasNotFailed() {
    course.note(NOT_STORED);
    course.note(STORED);
    course.note(finished(Ending.DONE));

    assertTold("done", Optional.empty());
  }

  @Test
  void aCancelledTurnIsCancelledEvenIfItAlsoFailed() {
    course.note(TurnEvent.Failed.because("Too late"));
    course.note(finished(Ending.CANCELLED));

    assertTold("cancelled", Optional.of("other"));
  }

  private void assertTold(String outcome, Optional<String> error) {
    Activity.Turn turn = new Activity.Turn(new SessionId("20260304_1"), "r1");
    var observed = (RecordingObserver.Seen) new RecordingObserver().begin(turn);

    course.tell(observed);

    assertEquals(outcome, observed.outcome());
    assertEquals(error, observed.error());
  }

  private static TurnEvent finished(Ending ending) {
    return TurnEvent.Finished.stop(TokenState.UNKNOWN, ending);
  }

  private static TurnEvent said(@Nullable String id) {
    return new TurnEvent.MessageArrived(
        Message.assistant(id, 0, new Content.Text("Well.")), TokenState.UNKNOWN);
  }
}

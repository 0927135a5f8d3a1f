package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.api.approval.AnswerApproval;
import dev.gander.application.api.approval.ApprovalFeed;
import dev.gander.application.api.approval.FollowApprovals;
import dev.gander.application.api.approval.ListApprovals;
import dev.gander.application.approval.Approvals;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import dev.gander.domain.turn.QuestionSettled;
import dev.gander.domain.turn.UnknownQuestion;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A key sees the questions of its own sessions, and no others.
class ApprovalsOfOthersTest {
  private static final Caller ADA = Caller.owning(new KeyId("ada"));
  private static final Caller BOB = Caller.owning(new KeyId("bob"));

  private final World world = new World();
  private final Approvals approvals =
      new Approvals(world.questions, world.bus.turns(), world.sight, world.ids, world.clock);
  private final ListApprovals list =
      new ListApprovals(approvals, world.sessions, _ -> List.of(), ZoneOffset.UTC);
  private final AnswerApproval answer = new AnswerApproval(approvals);

  private int asked;

  private AskedQuestion askedBy(KeyId owner) throws Exception {
    world.tools.tool("write", _ -> "written");
    SessionId id = world.session(GooseMode.APPROVE);
    world.ownership.give(OwnedThing.of(id), owner);
    world.model.answer(calls("c1", "write", JsonObject.EMPTY));
    world.begin(id, "Go");
    world.awaitEvents("assistant:may c1?", 1 + asked);
    asked++;
    return approvals.open(null, 100).stream()
        .filter(question -> question.session().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private List<AskedQuestion> seenBy(Caller caller, int most) {
    return CurrentCaller.call(
        caller,
        () ->
            list.list(null, most).approvals().stream()
                .map(ListApprovals.Approval::question)
                .toList());
  }

  @Test
  void eachSeesItsOwnWhateverIsBetween() throws Exception {
    AskedQuestion first = askedBy(BOB.key());
    AskedQuestion second = askedBy(ADA.key());
    AskedQuestion third = askedBy(BOB.key());

    assertEquals(List.of(second), seenBy(ADA, 1));
    assertEquals(List.of(second), seenBy(ADA, 100));
    List<AskedQuestion> ofBob = new ArrayList<>(seenBy(BOB, 1));
    ofBob.addAll(CurrentCaller.call(BOB, () -> approvals.open(ofBob.getFirst().place(), 1)));
    assertEquals(2, ofBob.size());
    assertEquals(Set.of(first, third), Set.copyOf(ofBob));
    assertEquals(3, seenBy(Caller.SERVER, 100).size());
  }

  @Test
  void whatIsNotSeenIsNotThere() throws Exception {
    AskedQuestion question = askedBy(BOB.key());
    Runnable allow = () -> answer.confirm(question.id(), ConfirmationAction.ALLOW_ONCE);

    assertThrows(UnknownQuestion.class, () -> CurrentCaller.run(ADA, allow));
    assertThrows(
        UnknownQuestion.class, () -> CurrentCaller.run(ADA, () -> list.get(question.id())));
    CurrentCaller.run(BOB, allow);

    assertThrows(UnknownQuestion.class, () -> CurrentCaller.run(ADA, allow));
    assertThrows(QuestionSettled.class, () -> CurrentCaller.run(BOB, allow));
  }

  @Test
  void whoIsLaterHearsOfTheAnswerThatCounted() throws Exception {
    AskedQuestion question = askedBy(BOB.key());
    Runnable allow = () -> answer.confirm(question.id(), ConfirmationAction.ALLOW_ONCE);
    CurrentCaller.run(BOB, () -> answer.confirm(question.id(), ConfirmationAction.ALWAYS_DENY));

    assertEquals(
        "Somebody was faster: the answer was always_deny, with your own key, at "
            + world.clock.instant().truncatedTo(ChronoUnit.SECONDS),
        assertThrows(QuestionSettled.class, () -> CurrentCaller.run(BOB, allow)).text());
    String told =
        assertThrows(QuestionSettled.class, () -> CurrentCaller.run(Caller.SERVER, allow)).text();
    assertTrue(told.contains("with another key"), told);
  }

  @Test
  void whoFollowsHearsOfItsOwn() throws Exception {
    AskedQuestion before = askedBy(BOB.key());
    try (ApprovalFeed ada = CurrentCaller.call(ADA, () -> new FollowApprovals(approvals).follow());
        ApprovalFeed bob = CurrentCaller.call(BOB, () -> new FollowApprovals(approvals).follow())) {
      AskedQuestion later = askedBy(BOB.key());

      assertEquals(Optional.empty(), ada.next(Duration.ZERO));
      assertEquals(Optional.empty(), ada.next(Duration.ZERO));
      assertEquals(Optional.of(new QuestionNotice.Asked(before)), bob.next(Duration.ZERO));
      assertEquals(Optional.of(new QuestionNotice.Asked(later)), bob.next(Duration.ZERO));
    }
  }
}

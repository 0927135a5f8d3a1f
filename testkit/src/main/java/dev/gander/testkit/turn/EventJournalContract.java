package dev.gander.testkit.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ShownWork;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.domain.turn.EventJournal;
import dev.gander.domain.turn.EventJournal.Kept;
import dev.gander.domain.turn.EventJournal.Reading;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.Failed;
import dev.gander.domain.turn.TurnEvent.Finished;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [EventJournal].
public interface EventJournalContract {
  SessionId ID = new SessionId("20260304_1");
  TokenState TOKENS =
      new TokenState(
          TokenUsage.of(1L, 2L, null),
          TokenUsage.of(5_000_000_000L, 2L, null).withCache(3L, 0L),
          0.25);

  /// The journal of a server that has just started, after the one before was killed. All have one
  /// place.
  EventJournal restarted();

  private static TurnEvent words(String id, String text) {
    return new MessageArrived(Message.assistant(id, 7, new Content.Text(text)), TOKENS);
  }

  private static List<Published> all(EventJournal journal, SessionId id, long after) {
    journal.settle(id);
    List<Published> events = new ArrayList<>();
    try (Reading reading = journal.read(id, after)) {
      for (Optional<Published> next = reading.next(); next.isPresent(); next = reading.next()) {
        events.add(next.get());
      }
    }
    return events;
  }

  /// Appends events with the numbers from `first` on.
  private static List<Published> append(
      EventJournal journal, String request, long first, TurnEvent... events) {
    List<Published> published = new ArrayList<>();
    for (TurnEvent event : events) {
      Published next = new Published(first + published.size(), request, event);
      journal.append(ID, next);
      published.add(next);
    }
    return published;
  }

  private static TurnEvent[] ofAllKinds() {
    Message nothingLikeIt =
        new Message(
            null,
            Role.USER,
            -3,
            List.of(
                new Content.ToolRequest(
                    "c",
                    Outcome.success(
                        new ToolCall("t", JsonObject.of("a", Json.of("\r\n\u2028\ud83e\udd86"))))),
                new Content.ToolResponse("c", Outcome.success(ToolResult.error("no"))),
                new Content.Thinking("hm", "signed"),
                new Content.ActionRequired(
                    new Action.ToolConfirmation(
                        "c", "t", JsonObject.EMPTY, "Really?", JsonObject.EMPTY))),
            MessageMetadata.USER_ONLY.withSigner("me"));
    return new TurnEvent[] {
      words("a", "One "),
      words("a", "two"),
      words("a", "\n\"three\""),
      words("b", "four"),
      new MessageArrived(Message.assistant("b", 7, new Content.Text("five")), TokenState.UNKNOWN),
      new MessageArrived(nothingLikeIt, TokenState.UNKNOWN),
      new MessageArrived(Message.assistant("b", 7), TOKENS),
      new TurnEvent.Notification("c", "notifications/message", JsonObject.of("x", Json.of(1))),
      new TurnEvent.ModelChanged("m", "lead"),
      new TurnEvent.ConversationReplaced(List.of(nothingLikeIt)),
      new TurnEvent.ConversationReplaced(List.of()),
      new Failed(Failed.Reason.NO_MODEL, "none"),
      Finished.stop(TOKENS, Finished.Ending.AT_OUTPUT_LIMIT)
    };
  }

  @Test
  default void everyEventComesBackAsItWasAlsoAfterAKill() {
    EventJournal killed = restarted();
    killed.begin(ID, "r", 0);
    List<Published> told = append(killed, "r", 1, ofAllKinds());
    assertEquals(told, all(killed, ID, 0));

    EventJournal journal = restarted();

    for (int received = 0; received <= told.size(); received++) {
      assertEquals(told.subList(received, told.size()), all(journal, ID, received));
    }
    assertEquals(Optional.of(new Kept(0, told.size(), List.of("r"))), journal.kept(ID));
  }

  @Test
  default void turnsOfServersFollowEachOther() {
    List<Published> told = new ArrayList<>();
    for (int server = 0; server < 3; server++) {
      EventJournal journal = restarted();
      String request = "r" + server;
      long before = server * 1_000_000_000_000_000L;
      journal.begin(ID, request, before);
      told.addAll(append(journal, request, before + 1, words("a", "x"), words("a", "y")));
      journal.end(ID, request);
      journal.settle(ID);
    }

    EventJournal journal = restarted();
    assertEquals(told, all(journal, ID, 0));
    assertEquals(told.subList(3, 6), all(journal, ID, told.get(2).sequence()));
    assertEquals(told.subList(4, 6), all(journal, ID, told.get(4).sequence() - 1));
    assertEquals(Optional.of(new Kept(0, told.getLast().sequence(), List.of())), journal.kept(ID));
  }

  @Test
  default void onlyTurnsOfAKilledServerAreCutOffUntilTheyEnd() {
    EventJournal killed = restarted();
    killed.begin(ID, "ended", 0);
    killed.end(ID, "ended");
    killed.begin(ID, "again", 0);
    killed.end(ID, "again");
    killed.begin(ID, "again", 0);
    killed.begin(ID, "other", 0);
    killed.settle(ID);
    assertEquals(List.of(), killed.kept(ID).orElseThrow().cutOff());

    EventJournal journal = restarted();
    assertEquals(List.of("again", "other"), journal.kept(ID).orElseThrow().cutOff());
    journal.begin(ID, "again", 5);
    append(journal, "again", 6, Finished.stop(TOKENS));
    journal.end(ID, "again");
    journal.settle(ID);

    assertEquals(List.of("other"), journal.kept(ID).orElseThrow().cutOff());
    assertEquals(List.of("other"), restarted().kept(ID).orElseThrow().cutOff());
  }

  @Test
  default void whatBeganLaterDoesNotReachFurtherBack() {
    EventJournal journal = restarted();
    journal.begin(ID, "r", 41);
    append(journal, "r", 42, words("a", "x"));
    journal.settle(ID);

    Kept kept = journal.kept(ID).orElseThrow();
    assertFalse(kept.reaches(40));
    assertTrue(kept.reaches(41));
    assertEquals(42, kept.newest());
  }

  @Test
  default void whatOnlyConcernsTheProcessIsLeftOut() {
    EventJournal journal = restarted();
    journal.begin(ID, "r", 0);
    append(
        journal,
        "r",
        1,
        words("a", "x"),
        new TurnEvent.Worked("c", new ShownWork.InTerminal("t")),
        words("a", "y"));

    assertEquals(List.of(1L, 3L), all(journal, ID, 0).stream().map(Published::sequence).toList());
  }

  @Test
  default void sessionsAreApartWhateverTheyAreCalled() {
    EventJournal journal = restarted();
    List<SessionId> ids = new ArrayList<>();
    for (String name :
        List.of("", "..", "a/b", "a_b", "A/B", "ä", "x".repeat(300), "y".repeat(300))) {
      SessionId id = new SessionId(name);
      ids.add(id);
      journal.begin(id, "r", 0);
      journal.append(id, new Published(1, "r", Failed.because(name)));
    }

    for (SessionId id : ids) {
      assertEquals(List.of(new Published(1, "r", Failed.because(id.value()))), all(journal, id, 0));
    }
  }

  @Test
  default void ofAnUnknownSessionThereIsNothing() {
    EventJournal journal = restarted();

    assertEquals(Optional.empty(), journal.kept(ID));
    assertEquals(List.of(), all(journal, ID, 0));
    journal.append(ID, new Published(1, "r", Failed.because("nobody began")));
    journal.end(ID, "r");
    journal.forget(ID);
    assertEquals(Optional.empty(), journal.kept(ID));
  }

  @Test
  default void whatIsForgottenIsGone() {
    EventJournal journal = restarted();
    journal.begin(ID, "r", 0);
    append(journal, "r", 1, words("a", "x"));
    journal.forget(ID);
    assertEquals(Optional.empty(), journal.kept(ID));
    append(journal, "r", 2, words("a", "y"));
    journal.end(ID, "r");
    journal.settle(ID);
    assertEquals(Optional.empty(), restarted().kept(ID));

    journal.begin(ID, "s", 2);
    append(journal, "s", 3, words("a", "z"));
    journal.settle(ID);
    assertEquals(2, journal.kept(ID).orElseThrow().after());
  }

  @Test
  default void aClosedJournalKeepsWhatItTook() {
    EventJournal journal = restarted();
    journal.begin(ID, "r", 0);
    List<Published> told = append(journal, "r", 1, words("a", "x"));
    journal.close();
    journal.close();

    assertEquals(told, all(restarted(), ID, 0));
  }
}

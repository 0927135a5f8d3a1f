package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.StaleFence;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.SettableClock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of answers to tool calls: a part of [ConversationStoreContract].
public interface AnsweringContract {
  ConversationStore conversations();

  SessionStore sessions();

  SettableClock clock();

  @Test
  default void resultsStandInTheOrderOfTheCallsWhicheverEndsFirst() {
    SessionId id = someSession();
    SessionId other = someSession();
    conversations().append(id, List.of(call("q1", 5), call("q2", 5), call("q3", 5)));
    conversations().append(other, List.of(call("x1", 5), Message.user("x2", 5)));

    conversations().messages(id);
    answer(id, "q2", result("r2", 5));
    assertEquals(List.of("q1", "q2", "r2", "q3"), ids(id));
    answer(id, "q3", result("r3", 5));
    answer(id, "q1", result("r1", 5));
    answer(other, "x1", result("y1", 5));
    conversations().append(id, List.of(Message.assistant("end", 5)));

    assertEquals(List.of("q1", "r1", "q2", "r2", "q3", "r3", "end"), ids(id));
    assertEquals(List.of("x1", "y1", "x2"), ids(other));
  }

  @Test
  default void aResultIsAsLateAsItsPlaceAllows() {
    SessionId id = someSession();
    conversations().append(id, List.of(call("q1", 5), call("q2", 5)));
    conversations().append(id, List.of(Message.assistant("question", 7)));
    conversations().append(id, List.of(call("q3", 8)));
    conversations().messages(id);

    assertEquals(5, answer(id, "q1", result("r1", 9)).created());
    assertEquals(7, answer(id, "q2", result("r2", 9)).created());
    assertEquals(9, answer(id, "q3", result("r3", 9)).created());
    assertEquals(List.of("q1", "r1", "q2", "r2", "question", "q3", "r3"), ids(id));
  }

  @Test
  default void aResultIsNeverBeforeItsCall() {
    SessionId id = someSession();
    conversations().append(id, List.of(call("q1", 5)));

    assertEquals(5, answer(id, "q1", result("r1", 2)).created());
  }

  @Test
  default void anAnswerKeepsWhatItSaysGetsAnIdAndMovesTheSession() {
    SessionId id = someSession();
    conversations().append(id, List.of(call("q1", 5)));
    Session before = sessions().get(id);
    clock().advance(Duration.ofMinutes(1));

    Message stored = answer(id, "q1", result(null, 5));

    assertTrue(String.valueOf(stored.id()).startsWith("msg_" + id + "_"), stored::toString);
    assertEquals(result(stored.id(), 5), conversations().messages(id).getLast());
    assertTrue(sessions().get(id).activity().updatedAt().isAfter(before.activity().updatedAt()));
  }

  @Test
  default void secondAnswerAndAnswerToNothingAreTheLastMessages() {
    SessionId id = someSession();
    conversations().append(id, List.of(call("q1", 5), call("q2", 5)));

    answer(id, "q1", result("r1", 5));
    answer(id, "q1", result("again", 5));
    answer(id, "gone", result("lost", 5));

    assertEquals(List.of("q1", "r1", "q2", "again", "lost"), ids(id));
  }

  @Test
  default void answersAreRefusedToAStaleWriterAndAnUnknownSession() {
    SessionId id = someSession();
    conversations().append(id, List.of(call("q1", 5)), new Fence(2));
    Message answer = result("r1", 5);

    assertThrows(StaleFence.class, () -> conversations().answer(id, "q1", answer, new Fence(1)));
    assertThrows(
        SessionNotFound.class, () -> answer(ConversationStoreContract.UNKNOWN, "q1", answer));

    assertEquals(List.of("q1"), ids(id));
  }

  private Message answer(SessionId id, String askedIn, Message answer) {
    return conversations().answer(id, askedIn, answer, Fence.NONE);
  }

  private SessionId someSession() {
    return sessions().create(SessionStoreContract.PLAIN).id();
  }

  private static Message call(String id, long created) {
    return Message.assistant(
        id,
        created,
        new Content.ToolRequest(
            "c-" + id, Outcome.success(new ToolCall("t", JsonObject.EMPTY)), JsonObject.EMPTY));
  }

  private static Message result(@Nullable String id, long created) {
    return Message.user(
        id,
        created,
        new Content.ToolResponse("c", Outcome.success(ToolResult.text("x")), JsonObject.EMPTY));
  }

  private List<String> ids(SessionId id) {
    return conversations().messages(id).stream().map(Message::id).toList();
  }
}

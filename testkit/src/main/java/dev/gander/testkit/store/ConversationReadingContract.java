package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.SettableClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The contract of reading messages: a part of [ConversationStoreContract].
public interface ConversationReadingContract {
  SessionId UNKNOWN = new SessionId("20200101_1");

  ConversationStore conversations();

  SessionStore sessions();

  SettableClock clock();

  @Test
  default void messagesAreHandedOverAsTheyAreListed() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "1"), text("b", 1, "2"), text("c", 3, "3")));
    conversations().substitute(id, List.of("a"), text("s", 1, "4"));

    assertEquals(conversations().messages(id), handedOver(id));
    assertEquals(List.of(), handedOver(UNKNOWN));
  }

  @Test
  default void theNewestMessagesAreReadAlone() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "1"), text("b", 1, "2"), text("c", 3, "3")));

    assertEquals(conversations().messages(id).subList(1, 3), conversations().newest(id, 2));
    assertEquals(conversations().messages(id), conversations().newest(id, 8));
    assertEquals(List.of(), conversations().newest(UNKNOWN, 8));
  }

  @Test
  default void thousandsOfMessagesAreStoredAtOnceInTheirOrder() {
    List<Message> many = new ArrayList<>();
    for (int i = 0; i < 2_001; i++) {
      many.add(text("m" + i, 1, "x"));
    }
    SessionId id = sessions().create(SessionStoreContract.PLAIN, many).id();

    assertEquals(many, handedOver(id));
    assertEquals(many, conversations().append(newSession(), many));
  }

  @Test
  default void whatIsWrittenMeanwhileIsNotHandedOver() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "1"), text("b", 2, "2")));

    List<Message> read =
        conversations()
            .read(
                id,
                messages -> {
                  List<Message> all = new ArrayList<>(List.of(messages.next()));
                  Thread other =
                      Thread.ofVirtual().start(() -> conversations().replace(id, List.of()));
                  join(other);
                  messages.forEachRemaining(all::add);
                  return all;
                });

    assertEquals(List.of("a", "b"), read.stream().map(Message::id).toList());
    assertEquals(List.of(), conversations().messages(id));
  }

  @Test
  default void readerThatFailsOrStopsEarlyLeavesTheStoreAsItWas() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "1"), text("b", 2, "2")));

    assertThrows(
        IllegalStateException.class,
        () ->
            conversations()
                .read(
                    id,
                    _ -> {
                      throw new IllegalStateException("no");
                    }));
    assertEquals("a", conversations().read(id, messages -> messages.next().id()));
    assertEquals(2, handedOver(id).size());
  }

  @Test
  default void contentThatNobodyKnowsSurvives() {
    SessionId id = newSession();
    JsonObject more = JsonObject.of("_meta", JsonObject.of("k", Json.of("größer ☂")));
    Message message =
        new Message(
            "a",
            Role.ASSISTANT,
            1,
            List.of(
                new Content.Text("t", more),
                new Content.Thinking("hm", "sig", more),
                new Content.ToolRequest(
                    "c1",
                    Outcome.success(new ToolCall("sh", JsonObject.of("n", Json.of(1.50)))),
                    more),
                new Content.Unknown(
                    JsonObject.of("type", Json.of("future")).with("x", Json.of(1)))),
            new MessageMetadata(true, false, JsonObject.of("steer", Json.of(true))));
    Message answer =
        Message.user(
            "b", 1, new Content.ToolResponse("c1", Outcome.success(ToolResult.text("ok"))));
    Message failed =
        Message.user("c", 1, new Content.ToolResponse("c2", Outcome.failure("-32603: no")));

    conversations().append(id, List.of(message, answer, failed));

    assertEquals(List.of(message, answer, failed), conversations().messages(id));
  }

  private List<Message> handedOver(SessionId id) {
    return conversations()
        .read(
            id,
            messages -> {
              List<Message> all = new ArrayList<>();
              messages.forEachRemaining(all::add);
              return all;
            });
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private SessionId newSession() {
    return sessions().create(SessionStoreContract.PLAIN).id();
  }

  private static Message text(
      @org.jspecify.annotations.Nullable String id, long created, String text) {
    return Message.user(id, created, new Content.Text(text));
  }
}

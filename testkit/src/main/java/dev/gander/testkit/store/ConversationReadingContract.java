package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.message.Role;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
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
  default void pagesHaveEachMessageOnceInEitherDirection() {
    SessionId other = newSession();
    SessionId id = newSession();
    for (int i = 0; i < 8; i++) {
      conversations().append(other, List.of(text("other" + i, i, "elsewhere")));
      conversations().append(id, List.of(text("m" + i, i / 3, "here")));
    }
    List<Message> all = conversations().messages(id);

    List<Message> backwards = new ArrayList<>();
    MessagePage page = conversations().page(id, new MessageRange.Newest(), 3);
    long newest = page.after();
    assertEquals(all.subList(5, 8), page.messages());
    backwards.addAll(0, page.messages());
    while (page.before() != null) {
      page = conversations().page(id, new MessageRange.Before(page.before()), 3);
      backwards.addAll(0, page.messages());
    }
    assertEquals(all, backwards);

    List<Message> forwards = new ArrayList<>();
    page = conversations().page(id, new MessageRange.After(0), 3);
    assertNull(page.before());
    while (!page.messages().isEmpty()) {
      forwards.addAll(page.messages());
      page = conversations().page(id, new MessageRange.After(page.after()), 3);
    }
    assertEquals(all, forwards);
    assertEquals(newest, page.after());
  }

  @Test
  default void aPageAfterTheLastHasWhatWasSaidSince() {
    SessionId id = newSession();
    MessagePage nothing = conversations().page(id, new MessageRange.Newest(), 5);
    assertEquals(new MessagePage(List.of(), null, 0), nothing);

    conversations().append(id, List.of(text("a", 1, "1")));
    MessagePage first = conversations().page(id, new MessageRange.After(nothing.after()), 5);
    conversations().append(id, List.of(text("b", 1, "2"), text("c", 1, "3")));
    MessagePage second = conversations().page(id, new MessageRange.After(first.after()), 1);

    List<Message> all = conversations().messages(id);
    assertEquals(all.subList(0, 1), first.messages());
    assertEquals(all.subList(1, 2), second.messages());
    assertNotNull(second.before(), "there is one before it");
  }

  @Test
  default void aPageBeforeTheFirstOrAfterTheLastIsEmpty() {
    SessionId id = newSession();
    conversations().append(id, List.of(text("a", 1, "1"), text("b", 1, "2")));

    MessagePage before = conversations().page(id, new MessageRange.Before(0), 5);
    assertEquals(List.of(), before.messages());
    assertNull(before.before());
    MessagePage after = conversations().page(id, new MessageRange.After(Long.MAX_VALUE), 5);
    assertEquals(List.of(), after.messages());
    assertEquals(
        conversations().messages(id),
        conversations().page(id, new MessageRange.Before(Long.MAX_VALUE), 5).messages());
    assertEquals(List.of(), conversations().page(UNKNOWN, new MessageRange.Newest(), 5).messages());
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

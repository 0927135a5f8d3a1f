package dev.gander.application.news;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.store.ConversationStoreContract;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemorySessionStore;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoticedConversationsTest implements ConversationStoreContract {
  private final SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
  private final InMemorySessionStore sessions = new InMemorySessionStore(clock);
  private final News news = new News(() -> "0195e8a1-6f00");
  private final List<Notice> heard = new ArrayList<>();
  private final ConversationStore conversations =
      new NoticedConversations(new InMemoryConversationStore(sessions, new FixedIds()), news);

  @BeforeEach
  void listen() {
    news.join(null, notice -> heard.add(notice.notice()));
  }

  @Override
  public ConversationStore conversations() {
    return conversations;
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public SettableClock clock() {
    return clock;
  }

  @Test
  void whatUsersSayIsNoticedAndNotWhatTurnsTell() {
    SessionId id = sessions.create(SessionDetails.of("n", "/w", GooseMode.AUTO)).id();

    conversations.append(
        id,
        List.of(
            Message.user("said", 1, new Content.Text("hi")),
            Message.assistant("answer", 2, new Content.Text("hello")),
            Message.user(
                "result",
                3,
                new Content.ToolResponse("call", Outcome.success(ToolResult.text("done"))))));

    assertEquals(List.of(new Notice.Said(id, "said")), heard);
  }

  @Test
  void aConversationThatIsRewrittenIsNoticed() {
    SessionId id = sessions.create(SessionDetails.of("n", "/w", GooseMode.AUTO)).id();

    conversations.replace(id, List.of());
    conversations.truncate(id, 0);

    assertEquals(List.of(new Notice.Rewritten(id), new Notice.Rewritten(id)), heard);
  }
}

package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionInsights;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The contract of every [SessionSearch], together with its [SessionStore], which is empty and
/// reads the time from [#clock()].
public interface SessionSearchContract {
  SessionSearch search();

  SessionStore sessions();

  SettableClock clock();

  @Test
  default void nothingStoredIsNothingFoundAndCounted() {
    assertEquals(List.of(), found("x"));
    assertEquals(new SessionInsights(0, 0), search().insights());
  }

  @Test
  default void oneOfTheWordsIsEnoughAndTheLastChangedSessionIsFirst() {
    SessionId geese = said(SessionType.USER, "Where do geese sleep?");
    clock().advance(Duration.ofSeconds(1));
    SessionId swans = said(SessionType.SCHEDULED, "Do swans sing?");

    assertEquals(List.of(geese), found("eese"));
    assertEquals(List.of(swans, geese), found("geese swans"));
    assertEquals(List.of(swans, geese), found("do"));
    assertEquals(List.of(), found("ducks"));
  }

  @Test
  default void oneSessionOfAnyTypeIsSearched() {
    SessionId acp = said(SessionType.ACP, "Where do geese sleep?");

    assertTrue(search().isSaidIn(acp, query("ducks GEESE")));
    assertFalse(search().isSaidIn(acp, query("ducks")));
    assertFalse(search().isSaidIn(new SessionId("20200101_1"), query("geese")));
  }

  private static SessionQuery query(String words) {
    return new SessionQuery(SessionQuery.wordsOf(words), 0, null, null);
  }

  @Test
  default void anyNumberOfWordsMayBeAskedFor() {
    SessionId geese = said(SessionType.USER, "Where do geese sleep?");
    String others = "w ".repeat(3000) + numbered("duck", 3000);

    assertEquals(List.of(), found(numbered("duck", 3000)));
    assertEquals(List.of(geese), found(others + " GEESE"));
  }

  @Test
  default void caseDoesNotMatterInAnyScript() {
    SessionId id = said(SessionType.USER, "GÄNSE, ГУСЬ, ΧΉΝΕΣ, Straße, 雁");

    for (String word : List.of("gänse", "гусь", "χήνες", "STRASSE", "雁", "ga\u0308nse")) {
      assertEquals(List.of(id), found(word), word);
    }
  }

  @Test
  default void charactersStandForThemselves() {
    SessionId id = said(SessionType.USER, "100% of \"lion_s\" \\ 'x'");

    for (String word : List.of("100%", "lion_", "\"lion", "\\", "'x'")) {
      assertEquals(List.of(id), found(word), word);
    }
    for (String word : List.of("1%0", "l_on", "%%", "[{", "type")) {
      assertEquals(List.of(), found(word), word);
    }
  }

  @Test
  default void onlyTextsAreSearchedHiddenOnesToo() {
    SessionDetails named = session(SessionType.USER).withName(SessionName.suggested("tiger"));
    Message hidden =
        Message.user("h", now(), new Content.Text("lion")).withMetadata(MessageMetadata.AGENT_ONLY);
    Message tool =
        Message.user(
            "t", now(), new Content.ToolResponse("c", Outcome.success(ToolResult.text("zebra"))));
    SessionId id = sessions().create(named, List.of(hidden, tool)).id();

    assertEquals(List.of(id), found("lion"));
    assertEquals(List.of(), found("zebra"));
    assertEquals(List.of(), found("tiger"));
  }

  @Test
  default void theLimitCountsSessions() {
    SessionId older = said(SessionType.USER, "pond", "pond", "pond");
    clock().advance(Duration.ofSeconds(1));
    SessionId newer = said(SessionType.USER, "pond", "pond");

    assertEquals(List.of(), found(query("pond", 0, null, null)));
    assertEquals(List.of(newer), found(query("pond", 1, null, null)));
    assertEquals(List.of(newer, older), found(query("pond", 2, null, null)));
  }

  @Test
  default void theTimeOfStoringIsBounded() {
    SessionId id = said(SessionType.USER, "pond");
    Instant early = Instant.parse("2000-01-01T00:00:00Z");
    Instant late = Instant.parse("2200-01-01T00:00:00Z");

    assertEquals(List.of(id), found(query("pond", 9, early, late)));
    assertEquals(List.of(), found(query("pond", 9, late, null)));
    assertEquals(List.of(), found(query("pond", 9, null, early)));
  }

  @Test
  default void sessionsThatListsDoNotShowAreNotFoundAndNotCounted() {
    said(SessionType.HIDDEN, "pond");
    said(SessionType.SUB_AGENT, "pond");

    assertEquals(List.of(), found("pond"));
    assertEquals(new SessionInsights(0, 0), search().insights());
  }

  @Test
  default void insightsAddTheAccumulatedTotalsElseTheLastOnes() {
    TokenUsage last = new TokenUsage(null, null, 7L, null, null);
    TokenUsage all = new TokenUsage(null, null, 1_000L, null, null);
    TokenState onlyLast = new TokenState(last, TokenUsage.UNKNOWN, null);
    SessionDetails plain = session(SessionType.USER);
    sessions().create(plain.withTokens(new TokenState(last, all, null)));
    sessions().create(plain.withTokens(onlyLast));
    sessions().create(session(SessionType.SCHEDULED));
    sessions().create(session(SessionType.HIDDEN).withTokens(onlyLast));

    assertEquals(new SessionInsights(3, 1_007), search().insights());
  }

  private SessionId said(SessionType type, String... texts) {
    List<Message> messages =
        List.of(texts).stream()
            .map(text -> Message.user("m", now(), new Content.Text(text)))
            .toList();
    return sessions().create(session(type), messages).id();
  }

  private static SessionDetails session(SessionType type) {
    return SessionDetails.of("n", "/w", GooseMode.AUTO).withOrigin(SessionOrigin.of(type));
  }

  private static String numbered(String word, int count) {
    return IntStream.range(0, count).mapToObj(i -> word + i).collect(Collectors.joining(" "));
  }

  private long now() {
    return clock().instant().getEpochSecond();
  }

  private List<SessionId> found(String words) {
    return found(query(words, 10, null, null));
  }

  private List<SessionId> found(SessionQuery query) {
    return search().search(query).stream().map(Session::id).toList();
  }

  private static SessionQuery query(
      String words,
      int limit,
      @org.jspecify.annotations.Nullable Instant after,
      @org.jspecify.annotations.Nullable Instant before) {
    return new SessionQuery(SessionQuery.wordsOf(words), limit, after, before);
  }
}

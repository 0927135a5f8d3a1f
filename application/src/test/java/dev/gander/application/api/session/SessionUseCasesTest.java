package dev.gander.application.api.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.Workbench;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionFiling;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionModel;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.StaleFence;
import dev.gander.domain.session.TokenState;
import dev.gander.domain.turn.TurnLeases.Lease;
import dev.gander.testkit.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionUseCasesTest {
  private static final SessionId NOPE = new SessionId("nope");
  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theListHasUsersAndSchedulesWithTheLastChangedFirst() {
    SessionId first = bench.session().id();
    bench.clock.advance(Duration.ofSeconds(1));
    SessionId scheduled = of(SessionType.SCHEDULED);
    of(SessionType.SUB_AGENT);
    of(SessionType.HIDDEN);
    bench.clock.advance(Duration.ofSeconds(1));
    new RenameSession(bench.sessions).rename(first, "Renamed");

    List<SessionId> ids =
        new ListSessions(bench.sessions).list().stream().map(Session::id).toList();

    assertEquals(List.of(first, scheduled), ids);
  }

  @Test
  void aSessionOfAnyTypeIsShownWithItsMessages() {
    SessionId id = of(SessionType.HIDDEN);
    bench.conversations.append(id, List.of(Message.user("m", 1, new Content.Text("hi"))));

    var shown = new GetSession(bench.sessions, bench.conversations).get(id);

    assertEquals(1, shown.session().activity().messageCount());
    assertEquals("hi", shown.messages().getFirst().text());
    assertThrows(
        SessionNotFound.class, () -> new GetSession(bench.sessions, bench.conversations).get(NOPE));
  }

  @Test
  void aNameIsTrimmedAndChosen() {
    SessionId id = bench.session().id();
    RenameSession rename = new RenameSession(bench.sessions);

    rename.rename(id, "  Pond \n");

    assertEquals("Pond", bench.sessions.get(id).name().text());
    assertTrue(bench.sessions.get(id).name().chosenByUser());
    rename.rename(id, "é".repeat(100));
    assertThrows(InvalidInput.class, () -> rename.rename(id, "é".repeat(101)));
    assertThrows(InvalidInput.class, () -> rename.rename(NOPE, " "));
    assertThrows(SessionNotFound.class, () -> rename.rename(NOPE, "x"));
  }

  @Test
  void deletingWaitsForTheTurnToEnd() throws Exception {
    SessionId id = bench.session().id();
    DeleteSession delete = new DeleteSession(bench.sessions, bench.turns, bench.agents);
    Lease turn = bench.leases.acquire(id);
    Thread deleting = inBackground(() -> delete.delete(id));
    append(id, "last words", turn.fence());
    turn.close();
    deleting.join();

    assertTrue(bench.sessions.find(id).isEmpty());
    assertTrue(bench.agents.find(id).isEmpty());
    assertThrows(SessionNotFound.class, () -> delete.delete(id));
  }

  @Test
  void aConversationIsCutWhenTheTurnHasWrittenItsEnd() throws Exception {
    SessionId id = bench.session().id();
    Lease turn = bench.leases.acquire(id);
    Thread cutting = inBackground(() -> cut(id));
    append(id, "last words", turn.fence());
    turn.close();
    cutting.join();

    assertEquals(List.of(), bench.conversations.messages(id));
  }

  @Test
  void aTurnThatIsTooSlowToEndWritesNothingBehindTheCut() throws Exception {
    SessionId id = bench.session().id();
    Lease slow = bench.leases.acquire(id);
    append(id, "first words", slow.fence());

    bench.turns.whileNoneRuns(id, Duration.ZERO, () -> bench.conversations.truncate(id, 5));

    assertThrows(StaleFence.class, () -> append(id, "last words", slow.fence()));
    assertEquals(List.of(), bench.conversations.messages(id));
    slow.close();
    try (Lease next = bench.leases.acquire(id)) {
      append(id, "new words", next.fence());
    }
    assertEquals(1, bench.conversations.messages(id).size());
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  /// Returns when the work waits for the session's turn.
  private static Thread inBackground(Work work) throws InterruptedException {
    Thread thread =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    work.run();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    Eventually.holds(() -> thread.getState() == Thread.State.TIMED_WAITING);
    return thread;
  }

  private void cut(SessionId id) throws InterruptedException {
    SessionId same =
        new ForkSession(bench.sessions, bench.conversations, bench.turns).fork(id, false, 5L);
    assertEquals(id, same);
  }

  private void append(SessionId id, String text, Fence fence) {
    bench.conversations.append(
        id, List.of(Message.assistant(null, 9, new Content.Text(text))), fence);
  }

  /// A number below 10^11 is a second, however far ahead.
  @Test
  void aCutInTheFarFutureKeepsEverything() throws Exception {
    SessionId id = bench.session().id();
    bench.conversations.append(
        id, List.of(Message.user("a", 1_700_000_000, new Content.Text("stays"))));
    var fork = new ForkSession(bench.sessions, bench.conversations, bench.turns);

    fork.fork(id, false, 99_999_999_999L);
    SessionId copy = fork.fork(id, true, 99_999_999_999L);

    assertEquals(1, bench.conversations.messages(id).size());
    assertEquals(1, bench.conversations.messages(copy).size());
  }

  @Test
  void aCutInMillisecondsMeansTheirSecond() throws Exception {
    long second = 1_700_000_000;
    SessionId id = bench.session().id();
    bench.conversations.append(
        id,
        List.of(
            Message.user("a", second, new Content.Text("before")),
            Message.user("b", second + 1, new Content.Text("after"))));
    var fork = new ForkSession(bench.sessions, bench.conversations, bench.turns);

    SessionId copy = fork.fork(id, true, (second + 1) * 1000);
    fork.fork(id, false, (second + 1) * 1000);

    assertEquals(1, bench.conversations.messages(copy).size());
    assertEquals(1, bench.conversations.messages(id).size());
  }

  @Test
  void aCopyKeepsWhatTheSessionIsAndCountsAnew() throws Exception {
    SessionId id = bench.session().id();
    TokenUsage used = TokenUsage.of(1L, 2L, 3L);
    Session origin =
        bench.sessions.update(
            id,
            details ->
                details
                    .withName(SessionName.chosen("Geese"))
                    .withTokens(new TokenState(used, used, 0.1))
                    .withModel(new SessionModel("scripted", null))
                    .withFiling(new SessionFiling(Instant.EPOCH, "p")));

    SessionId copy =
        new ForkSession(bench.sessions, bench.conversations, bench.turns).fork(id, true, null);

    assertEquals(
        origin
            .details()
            .withName(SessionName.suggested("Geese"))
            .withTokens(TokenState.UNKNOWN)
            .withFiling(new SessionFiling(null, "p")),
        bench.sessions.get(copy).details());
  }

  @Test
  void aSessionWithoutAListHasTheExtensionsOfTheSettings() {
    SessionId bare = of(SessionType.USER);
    SessionId own = bench.session().id();
    var extensions = new SessionExtensions(bench.sessions, bench.configured);

    assertTrue(extensions.list(bare).size() > 3);
    assertEquals(List.of(), extensions.list(own));
    assertThrows(SessionNotFound.class, () -> extensions.list(NOPE));
  }

  private SessionId of(SessionType type) {
    return bench
        .sessions
        .create(SessionDetails.of("n", "/w", GooseMode.AUTO).withOrigin(SessionOrigin.of(type)))
        .id();
  }
}

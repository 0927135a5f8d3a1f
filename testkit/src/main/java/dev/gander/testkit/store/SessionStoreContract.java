package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionActivity;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionOrigin;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The contract of every [SessionStore][dev.gander.domain.session.SessionStore]. The store is empty
/// and reads the time from [#clock()], which is set to `2026-03-04T10:11:12Z`.
public interface SessionStoreContract extends SessionUpdateContract {

  @Test
  default void createdSessionIsStoredWhole() {
    Session created = sessions().create(SessionUpdateContract.WHOLE);

    Session expected =
        new Session(
            new SessionId("20260304_1"),
            SessionUpdateContract.WHOLE,
            SessionActivity.begun(Instant.parse("2026-03-04T10:11:12Z")));
    assertEquals(expected, created);
    assertEquals(Optional.of(expected), sessions().find(created.id()));
  }

  @Test
  default void longerMessagesTakeMoreRoom() {
    SessionId none = sessions().create(PLAIN).id();
    SessionId shorter = sessions().create(PLAIN, List.of(words("x"))).id();
    SessionId longer = sessions().create(PLAIN, List.of(words("x"), words("ö".repeat(1000)))).id();

    Map<SessionId, Long> sizes = sessions().sizes();
    long small = sizes.getOrDefault(shorter, 0L);
    assertEquals(0, sizes.getOrDefault(none, 0L));
    assertTrue(small > 0);
    assertTrue(sizes.getOrDefault(longer, 0L) >= small + 1000);
  }

  private static Message words(String text) {
    return Message.user(null, 1000, new Content.Text(text));
  }

  @Test
  default void createdSessionMayHaveNothingButANameAndAPlace() {
    Session created = sessions().create(PLAIN);

    assertEquals(PLAIN, created.details());
    assertEquals(Optional.of(created), sessions().find(created.id()));
  }

  @Test
  default void idsCountFromOneOnEachDay() {
    sessions().create(PLAIN);
    assertEquals("20260304_2", sessions().create(PLAIN).id().value());

    clock().set(Instant.parse("2026-03-05T00:00:00Z"));
    assertEquals("20260305_1", sessions().create(PLAIN).id().value());
  }

  @Test
  default void idsAreNotGivenAgainByAClockThatJumpsBack() {
    List<String> given = new ArrayList<>();
    for (String day : List.of("2026-03-04", "2026-03-02", "2026-03-04", "2026-03-02")) {
      clock().set(Instant.parse(day + "T10:11:12Z"));
      given.add(sessions().create(PLAIN).id().value());
      SessionId deleted = sessions().create(PLAIN).id();
      given.add(deleted.value());
      sessions().delete(deleted);
    }

    assertEquals(
        List.of(
            "20260304_1",
            "20260304_2",
            "20260302_1",
            "20260302_2",
            "20260304_3",
            "20260304_4",
            "20260302_3",
            "20260302_4"),
        given);
  }

  @Test
  default void createdSessionCountsItsMessages() {
    Message late = Message.user("late", 200, new Content.Text("b"));
    Message early = Message.user("early", 100, new Content.Text("a"));

    Session created = sessions().create(SessionUpdateContract.WHOLE, List.of(late, early));

    Instant now = Instant.parse("2026-03-04T10:11:12Z");
    assertEquals(
        new Session(
            new SessionId("20260304_1"),
            SessionUpdateContract.WHOLE,
            new SessionActivity(now, now, 2, Instant.ofEpochSecond(200))),
        created);
    assertEquals(Optional.of(created), sessions().find(created.id()));
    assertEquals("20260304_2", sessions().create(PLAIN).id().value());
  }

  @Test
  default void nothingIsStoredOfASessionWhoseMessagesCannotBeRead() {
    Session made = sessions().create(PLAIN);
    InvalidInput damage = new InvalidInput("the second one is damaged");
    Iterable<Message> messages =
        () ->
            Stream.of("one", "two")
                .map(
                    id -> {
                      if (id.equals("two")) {
                        throw damage;
                      }
                      return Message.user(id, 100, new Content.Text(id));
                    })
                .iterator();

    assertSame(damage, assertThrows(InvalidInput.class, () -> sessions().create(PLAIN, messages)));

    assertEquals(List.of(made), sessions().list(Set.of(SessionType.USER)));
  }

  @Test
  default void secondsThatNoCalendarHasAreKept() {
    for (long second : List.of(Long.MIN_VALUE, -99_999_999_999L, Long.MAX_VALUE)) {
      Session added = sessions().create(PLAIN, List.of(Message.user("m", second)));

      assertEquals(null, added.activity().lastMessageAt());
      assertEquals(Optional.of(added), sessions().find(added.id()));
    }
    assertEquals(3, sessions().list(Set.of(SessionType.USER)).size());
  }

  @Test
  default void idOfADeletedSessionIsNeverGivenOutAgain() {
    sessions().create(PLAIN);
    SessionId second = sessions().create(PLAIN).id();
    sessions().delete(second);

    assertEquals("20260304_3", sessions().create(PLAIN).id().value());
  }

  @Test
  default void sessionsCreatedAtOnceHaveDifferentIds() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Session>> tasks = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tasks.add(() -> sessions().create(PLAIN));
      }
      for (Future<Session> created : threads.invokeAll(tasks)) {
        created.get();
      }
    }
    assertEquals(
        20, sessions().list(Set.of(SessionType.USER)).stream().map(Session::id).distinct().count());
  }

  @Test
  default void unknownSessionIsNotFound() {
    assertEquals(Optional.empty(), sessions().find(UNKNOWN));
    assertEquals(UNKNOWN, assertThrows(SessionNotFound.class, () -> sessions().get(UNKNOWN)).id());
    assertThrows(NotFound.class, () -> sessions().update(UNKNOWN, details -> details));
    assertThrows(NotFound.class, () -> sessions().delete(UNKNOWN));
  }

  @Test
  default void deletedSessionIsGone() {
    SessionId id = sessions().create(PLAIN).id();

    sessions().delete(id);

    assertEquals(Optional.empty(), sessions().find(id));
    assertEquals(List.of(), sessions().list(Set.of(SessionType.values())));
    assertThrows(SessionNotFound.class, () -> sessions().delete(id));
  }

  @Test
  default void listHasTheWantedTypesLastChangedFirst() {
    SessionId first = sessions().create(PLAIN).id();
    SessionId scheduled =
        sessions().create(PLAIN.withOrigin(SessionOrigin.of(SessionType.SCHEDULED))).id();
    sessions().create(PLAIN.withOrigin(SessionOrigin.of(SessionType.HIDDEN)));
    clock().advance(Duration.ofSeconds(1));
    sessions().update(first, details -> details.withName(SessionName.suggested("touched")));

    List<Session> listed = sessions().list(Set.of(SessionType.USER, SessionType.SCHEDULED));

    assertEquals(List.of(first, scheduled), listed.stream().map(Session::id).toList());
    assertEquals(sessions().get(first), listed.getFirst());
    assertEquals(List.of(), sessions().list(Set.of()));
  }

  @Test
  default void sessionsOfOneSecondAreListedByNumber() {
    for (int i = 0; i < 11; i++) {
      sessions().create(PLAIN);
    }
    List<Session> listed = sessions().list(Set.of(SessionType.USER));
    assertEquals(new SessionId("20260304_11"), listed.getFirst().id());
    assertEquals(new SessionId("20260304_10"), listed.get(1).id());
    assertEquals(new SessionId("20260304_1"), listed.getLast().id());
  }

  @Test
  default void whatWasSaidLastHasTheFirstPlace() {
    SessionId old = said(SessionType.USER, "/work", 100);
    SessionId acp = said(SessionType.ACP, "/work", 300);
    SessionId elsewhere = said(SessionType.USER, "/else", 200);
    SessionId sameTime = said(SessionType.USER, "/work", 100);
    sessions().create(PLAIN);
    clock().advance(Duration.ofSeconds(1));
    sessions().update(old, details -> details.withName(SessionName.suggested("touched")));

    assertEquals(
        List.of(acp, elsewhere, sameTime, old),
        places(Set.of(SessionType.USER, SessionType.ACP), null));
    assertEquals(List.of(sameTime, old), places(Set.of(SessionType.USER), "/work"));
    assertEquals(List.of(), places(Set.of(), null));
    assertEquals(
        SessionPlace.of(sessions().get(acp)),
        sessions().places(Set.of(SessionType.ACP), null).getFirst());
  }

  private SessionId said(SessionType type, String folder, long second) {
    return sessions()
        .create(
            PLAIN.withOrigin(SessionOrigin.of(type)).withWorkingDir(folder),
            List.of(Message.user(null, second, new Content.Text("x"))))
        .id();
  }

  private List<SessionId> places(Set<SessionType> types, @Nullable String folder) {
    return sessions().places(types, folder).stream().map(SessionPlace::id).toList();
  }

  @Test
  default void severalSessionsAreReadAtOnceInTheWantedOrder() {
    Session one = sessions().create(PLAIN);
    Session two = sessions().create(PLAIN);

    assertEquals(
        List.of(two, one),
        sessions().all(List.of(two.id(), new SessionId("20200101_1"), one.id())));
    assertEquals(List.of(), sessions().all(List.of()));
  }

  @Test
  default void interruptedCallerGetsItsResultAndStaysInterrupted() throws Exception {
    List<Session> result = new ArrayList<>();
    boolean[] interrupted = new boolean[1];
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  Thread.currentThread().interrupt();
                  result.add(sessions().create(PLAIN));
                  interrupted[0] = Thread.currentThread().isInterrupted();
                });
    caller.join();

    assertTrue(interrupted[0]);
    assertFalse(result.isEmpty());
    assertNotEquals(Optional.empty(), sessions().find(result.getFirst().id()));
  }
}

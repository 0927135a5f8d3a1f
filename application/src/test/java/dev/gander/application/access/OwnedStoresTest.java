package dev.gander.application.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.Owner;
import dev.gander.domain.access.Ownership;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.schedule.JobId;
import dev.gander.domain.schedule.JobIdTaken;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionQuery;
import dev.gander.domain.session.SessionType;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import dev.gander.testkit.access.InMemoryOwnership;
import dev.gander.testkit.store.InMemoryConversationStore;
import dev.gander.testkit.store.InMemorySessionSearch;
import dev.gander.testkit.store.InMemorySessionStore;
import java.lang.reflect.Proxy;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OwnedStoresTest {
  private static final Caller ANNA = new Caller(new KeyId("anna"), Set.of(Scope.CHAT));
  private static final Caller BERT = new Caller(new KeyId("bert"), Set.of(Scope.CHAT));
  private static final Caller ADMIN = new Caller(new KeyId("admin"), Set.of(Scope.ADMIN));

  private final InMemoryOwnership ownership = new InMemoryOwnership();
  private final Sight sight = new Sight(ownership);
  private final InMemorySessionStore store =
      new InMemorySessionStore(SettableClock.at("2026-03-04T10:11:12Z"));
  private final InMemoryConversationStore messages =
      new InMemoryConversationStore(store, new FixedIds());
  private final OwnedSessions sessions = new OwnedSessions(store, sight);
  private final OwnedConversations conversations = new OwnedConversations(messages, sight);
  private final OwnedSearch search =
      new OwnedSearch(new InMemorySessionSearch(store), sessions, sight);

  private static <T> T as(Caller caller, Supplier<T> work) {
    return CurrentCaller.call(caller, work::get);
  }

  private SessionId session(Caller caller) {
    SessionDetails details = SessionDetails.of("S", "/", GooseMode.AUTO);
    SessionId id = as(caller, () -> sessions.create(details)).id();
    messages.append(id, List.of(Message.user("m", 5, new Content.Text("swordfish"))));
    return id;
  }

  private static void assertUnknown(Caller caller, Executable work) {
    assertThrows(
        SessionNotFound.class,
        () ->
            CurrentCaller.call(
                caller,
                () -> {
                  work.execute();
                  return null;
                }));
  }

  @Test
  void aSessionBelongsToWhoeverMakesIt() {
    SessionId annas = session(ANNA);
    SessionId servers = session(Caller.SERVER);

    assertEquals(Optional.of(new Owner(ANNA.key(), false)), ownership.of(OwnedThing.of(annas)));
    assertEquals(Optional.empty(), ownership.of(OwnedThing.of(servers)));
    assertTrue(as(ANNA, () -> sessions.find(annas)).isPresent());
    assertFalse(as(BERT, () -> sessions.find(annas)).isPresent());
    assertFalse(as(ANNA, () -> sessions.find(servers)).isPresent());
    for (SessionId id : List.of(annas, servers)) {
      assertTrue(as(ADMIN, () -> sessions.find(id)).isPresent());
      assertTrue(sessions.find(id).isPresent());
    }
  }

  @Test
  void eachMethodTakesAnothersSessionForAnUnknownOne() {
    SessionId id = session(ANNA);
    Session before = store.get(id);
    List<Message> more = List.of(Message.user("x", 6, new Content.Text("x")));

    assertUnknown(BERT, () -> sessions.get(id));
    assertUnknown(BERT, () -> sessions.update(id, details -> details.withWorkingDir("/x")));
    assertUnknown(BERT, () -> sessions.delete(id));
    assertUnknown(BERT, () -> conversations.append(id, more));
    assertUnknown(BERT, () -> conversations.answer(id, "m", more.getFirst(), Fence.NONE));
    assertUnknown(BERT, () -> conversations.replace(id, more));
    assertUnknown(BERT, () -> conversations.truncate(id, 0));
    assertUnknown(BERT, () -> conversations.updateMetadata(id, Message::metadata));
    assertUnknown(BERT, () -> conversations.substitute(id, List.of("m"), more.getFirst()));
    assertUnknown(BERT, () -> conversations.raiseFence(id, Fence.NONE));
    assertEquals(List.of(), as(BERT, () -> conversations.messages(id)));
    assertEquals(List.of(), as(BERT, () -> conversations.newest(id, 5)));
    assertEquals("nothing", as(BERT, () -> conversations.read(id, OwnedStoresTest::first)));
    assertEquals(List.of(), as(BERT, () -> sessions.list(Set.of(SessionType.USER))));
    assertEquals(List.of(), as(BERT, () -> sessions.places(Set.of(SessionType.USER), null)));
    assertEquals(List.of(), as(BERT, () -> sessions.all(List.of(id))));
    assertEquals(before, store.get(id));
    assertEquals(1, messages.messages(id).size());
  }

  private static String first(Iterator<Message> all) {
    return all.hasNext() ? all.next().text() : "nothing";
  }

  @Test
  void aSearchReadsNothingOfOthers() {
    SessionId annas = session(ANNA);
    session(BERT);
    session(Caller.SERVER);
    SessionQuery query = new SessionQuery(List.of("swordfish"), 1, null, null);

    assertEquals(
        List.of(annas), as(ANNA, () -> search.search(query)).stream().map(Session::id).toList());
    assertFalse(as(BERT, () -> search.isSaidIn(annas, query)));
    assertTrue(as(ANNA, () -> search.isSaidIn(annas, query)));
    assertEquals(1, as(ANNA, search::insights).totalSessions());
    assertEquals(3, search.insights().totalSessions());
    assertEquals(3, as(ADMIN, search::insights).totalSessions());
  }

  @Test
  void whatIsSharedIsUsedByAllAndDeletedByItsOwner() {
    SessionId id = session(ANNA);
    assertUnknown(BERT, () -> sight.share(id, true));
    as(ANNA, () -> share(id, true));

    assertEquals(
        "/x",
        as(BERT, () -> sessions.update(id, details -> details.withWorkingDir("/x"))).workingDir());
    assertUnknown(BERT, () -> sessions.delete(id));
    assertUnknown(BERT, () -> sight.share(id, false));
    as(ANNA, () -> share(id, false));
    assertUnknown(BERT, () -> sessions.get(id));
    as(ADMIN, () -> share(id, true));
    assertTrue(as(BERT, () -> sessions.find(id)).isPresent());
  }

  private boolean share(SessionId id, boolean isShared) {
    sight.share(id, isShared);
    return isShared;
  }

  @Test
  void aSessionWhoseOwnerCannotBeStoredIsNotMade() {
    Ownership full =
        (Ownership)
            Proxy.newProxyInstance(
                Ownership.class.getClassLoader(),
                new Class<?>[] {Ownership.class},
                (_, method, arguments) -> {
                  if (method.getName().equals("give")) {
                    throw new StorageException("the disk is full", null);
                  }
                  return method.invoke(ownership, arguments);
                });
    OwnedSessions unlucky = new OwnedSessions(store, new Sight(full));

    assertThrows(
        StorageException.class,
        () -> as(ANNA, () -> unlucky.create(SessionDetails.of("S", "/", GooseMode.AUTO))));

    assertEquals(List.of(), store.list(Set.of(SessionType.USER)));
  }

  /// A turn asks for its session many times.
  @Test
  void oneLookAtAnOwnSessionIsEnough() {
    SessionId id = session(ANNA);
    AtomicInteger looks = new AtomicInteger();
    Ownership counted =
        (Ownership)
            Proxy.newProxyInstance(
                Ownership.class.getClassLoader(),
                new Class<?>[] {Ownership.class},
                (_, method, arguments) -> {
                  looks.incrementAndGet();
                  return method.invoke(ownership, arguments);
                });
    Sight counting = new Sight(counted);

    for (int i = 0; i < 100; i++) {
      assertTrue(as(ANNA, () -> counting.sees(id)));
      assertTrue(counting.sees(id));
    }
    assertEquals(1, looks.get());
    assertFalse(as(BERT, () -> counting.sees(id)), "what is known of one is not true of another");
  }

  @Test
  void theIdOfAnothersScheduleCannotBeUsedAgain() {
    JobId id = new JobId("nightly");
    as(ANNA, () -> made(id));

    assertThrows(JobIdTaken.class, () -> as(BERT, () -> free(id, false)));
    assertTrue(as(ANNA, () -> free(id, true)));
    assertTrue(as(BERT, () -> free(new JobId("new"), false)));
    assertThrows(
        JobIdTaken.class,
        () -> as(BERT, () -> free(new JobId("once the server's"), true)),
        "its history would be seen");
    assertTrue(free(id, true), "the server may do everything");
    made(id);
    assertFalse(as(ANNA, () -> sight.sees(id)), "it is the server's now");
  }

  private boolean made(JobId id) {
    sight.made(id);
    return true;
  }

  private boolean free(JobId id, boolean hasHistory) {
    sight.requireFree(id, hasHistory);
    return true;
  }

  @Test
  void aThreadDoesNotInheritTheCallerUnlessItCarriesIt() throws Exception {
    Callable<KeyId> look = () -> CurrentCaller.get().key();
    KeyId[] seen = new KeyId[2];
    Runnable carried =
        as(ANNA, () -> CurrentCaller.carrying(() -> seen[0] = CurrentCaller.get().key()));
    Thread.ofVirtual().start(carried).join();
    as(ANNA, () -> Thread.ofVirtual().start(() -> seen[1] = CurrentCaller.get().key())).join();

    assertEquals(ANNA.key(), seen[0]);
    assertEquals(KeyId.SERVER, seen[1]);
    assertEquals(KeyId.SERVER, look.call());
  }
}

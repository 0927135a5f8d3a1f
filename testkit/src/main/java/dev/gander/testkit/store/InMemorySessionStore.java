package dev.gander.testkit.store;

import static java.util.Comparator.comparingLong;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionActivity;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.StaleFence;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sessions in memory. [InMemoryConversationStore] keeps its messages here, so that both are
/// consistent; this object's monitor guards them.
public final class InMemorySessionStore implements SessionStore {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

  private final Clock clock;
  private final Map<SessionId, Entry> entries = new HashMap<>();
  private final Map<String, Integer> lastOfDay = new HashMap<>();

  public InMemorySessionStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Session create(SessionDetails details, Iterable<Message> messages) {
    List<Message> all = new ArrayList<>();
    messages.forEach(all::add);
    Instant now = now();
    SessionId id = nextId(now);
    Session session = new Session(id, details, SessionActivity.begun(now));
    return put(new Entry(session, inOrder(id, all), Fence.NONE));
  }

  @Override
  public synchronized Optional<Session> find(SessionId id) {
    return Optional.ofNullable(entries.get(id)).map(Entry::counted);
  }

  @Override
  public synchronized Session update(SessionId id, UnaryOperator<SessionDetails> change) {
    Entry entry = entry(id);
    SessionDetails changed = change.apply(entry.session().details());
    SessionActivity activity = entry.session().activity().withUpdatedAt(now());
    return put(new Entry(new Session(id, changed, activity), entry.messages(), entry.highest()));
  }

  @Override
  public synchronized void delete(SessionId id) {
    entry(id);
    entries.remove(id);
  }

  @Override
  public synchronized List<Session> list(Set<SessionType> types) {
    return entries.values().stream()
        .map(Entry::counted)
        .filter(session -> types.contains(session.type()))
        .sorted(Session.NEWEST_FIRST)
        .toList();
  }

  @Override
  public synchronized List<SessionPlace> places(
      Set<SessionType> types, @Nullable String workingDir) {
    return list(types).stream()
        .filter(session -> session.activity().hasMessages())
        .filter(session -> workingDir == null || session.workingDir().equals(workingDir))
        .map(SessionPlace::of)
        .sorted()
        .toList();
  }

  @Override
  public synchronized Map<SessionId, Long> sizes() {
    return entries.values().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                entry -> entry.session().id(), entry -> size(entry.messages())));
  }

  private static long size(List<Message> messages) {
    return messages.stream().mapToLong(message -> message.content().toString().length()).sum();
  }

  @Override
  public synchronized List<Session> all(List<SessionId> ids) {
    return ids.stream().flatMap(id -> find(id).stream()).toList();
  }

  synchronized List<Message> messages(SessionId id) {
    Entry entry = entries.get(id);
    return entry == null ? List.of() : entry.messages();
  }

  /// Changes the messages of a session; `touched` updates its `updatedAt`.
  synchronized void rewrite(
      SessionId id, Fence fence, boolean touched, UnaryOperator<List<Message>> change) {
    admit(id, fence);
    Entry entry = entry(id);
    Session session = entry.session();
    SessionActivity activity =
        touched ? session.activity().withUpdatedAt(now()) : session.activity();
    Session moved = new Session(id, session.details(), activity);
    put(new Entry(moved, change.apply(entry.messages()), entry.highest()));
  }

  /// Admits a writer that has not lost its right.
  synchronized void admit(SessionId id, Fence fence) {
    raiseFence(id, fence);
    if (fence.isStaleAfter(entry(id).highest())) {
      throw new StaleFence(id, fence);
    }
  }

  synchronized void raiseFence(SessionId id, Fence fence) {
    Entry entry = entry(id);
    put(new Entry(entry.session(), entry.messages(), entry.highest().orHigher(fence)));
  }

  private static List<Message> inOrder(SessionId id, List<Message> messages) {
    List<Message> stored = new ArrayList<>();
    for (Message message : messages) {
      boolean named = message.id() != null;
      stored.add(named ? message : message.withId("msg_" + id + "_" + stored.size()));
    }
    stored.sort(comparingLong(Message::created));
    return stored;
  }

  private SessionId nextId(Instant now) {
    String day = DAY.format(now.atOffset(ZoneOffset.UTC).toLocalDate());
    return new SessionId(day + "_" + lastOfDay.merge(day, 1, Integer::sum));
  }

  private Session put(Entry entry) {
    entries.put(entry.session().id(), entry);
    return entry.counted();
  }

  private Entry entry(SessionId id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      throw new SessionNotFound(id);
    }
    return entry;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private record Entry(Session session, List<Message> messages, Fence highest) {
    Entry {
      messages = List.copyOf(messages);
    }

    Session counted() {
      Instant last =
          messages.isEmpty() ? null : Message.time(messages.getLast().created()).orElse(null);
      SessionActivity kept = session.activity();
      return new Session(
          session.id(),
          session.details(),
          new SessionActivity(kept.createdAt(), kept.updatedAt(), messages.size(), last));
    }
  }
}

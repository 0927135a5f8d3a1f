package dev.gander.application.api.news;

import dev.gander.application.news.News;
import dev.gander.application.news.Notice;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.run.RunNotFound;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.AskedQuestion;
import dev.gander.domain.turn.QuestionNotice;
import dev.gander.domain.turn.RunningTurn;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.SessionEventLog.Reader;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A reader of the news. Pulled by one thread at a time; closed from any. All that happens is in
/// one queue, in its order; it is looked up, and looked at with the caller's eyes, when it is
/// pulled. A reader that is too slow is ended, and may come back with its position.
public final class NewsFeed implements AutoCloseable {
  /// How many notices wait for a reader.
  private static final int MOST_WAITING = 1_000;

  /// How many events of watched sessions wait for it; the others stay where they are.
  private static final int EVENTS_WAITING = 64;

  private static final int MOST_QUESTIONS = 1_000;
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final FollowNews.Sources sources;
  private final FollowNews.Watch watch;
  private final Caller caller = CurrentCaller.get();
  private final Map<SessionId, WatchedSession> sessions = new LinkedHashMap<>();
  private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final AtomicInteger notices = new AtomicInteger();
  private final Semaphore space = new Semaphore(EVENTS_WAITING);
  private final Deque<NewsEvent> pending = new ArrayDeque<>();
  private final Set<String> openAtStart = new HashSet<>();
  private volatile @Nullable Runnable leaveNews;
  private volatile @Nullable Runnable leaveQuestions;
  private News.@Nullable Place place;
  private boolean isReady;
  private volatile boolean isLost;
  private volatile boolean closed;

  NewsFeed(FollowNews.Sources sources, FollowNews.Watch watch) {
    this.sources = sources;
    this.watch = watch;
  }

  /// What has come in.
  private sealed interface Arrival {
    record Noticed(News.Numbered notice) implements Arrival {}

    record Asked(QuestionNotice notice) implements Arrival {}

    record Happened(SessionId id, Published event) implements Arrival {}

    /// Events of a session were missed.
    record Missed(SessionId id) implements Arrival {}
  }

  private void noticed(News.Numbered notice) {
    put(new Arrival.Noticed(notice));
  }

  private void put(Arrival arrival) {
    if (notices.incrementAndGet() > MOST_WAITING) {
      isLost = true;
    } else {
      arrivals.add(arrival);
    }
  }

  /// Listens first, so that nothing is missed between what is looked up and what is heard.
  void begin() throws InterruptedException {
    NewsPosition after = watch.after();
    News.Joined joined =
        sources
            .news()
            .join(
                after == null ? null : new News.Place(after.epoch(), after.number()),
                this::noticed);
    leaveNews = joined.leave();
    place = joined.place();
    if (joined.isLost()) {
      pending.add(new NewsEvent.Outdated(null));
    }
    for (var entry : watch.sessions().entrySet()) {
      watch(entry.getKey(), entry.getValue(), joined.isLost());
    }
    joined.missed().forEach(missed -> pending.addAll(recalled(missed.notice())));
    sessions.values().forEach(session -> pending.addAll(session.missed()));
    if (watch.topics().contains(NewsTopic.APPROVALS)) {
      beginQuestions();
    }
    pending.add(new NewsEvent.Ready());
  }

  private void watch(SessionId id, OptionalLong messages, boolean isLost)
      throws InterruptedException {
    Long known = watch.after() == null || isLost ? null : watch.after().sessions().get(id);
    WatchedSession session =
        known == null
            ? WatchedSession.begin(id, messages, sources)
            : WatchedSession.after(id, known, sources);
    sessions.put(id, session);
    for (RunningTurn turn : sources.turns().running(id)) {
      pending.add(new NewsEvent.TurnBegun(id, turn.requestId()));
    }
    if (session.isOutdated()) {
      session.events().close();
      pending.add(new NewsEvent.Outdated(id));
    } else {
      sources.threads().execute(() -> carry(session.id(), session.events()));
    }
  }

  /// What a reader that comes back has missed. One that begins anew has loaded what users said.
  private List<NewsEvent> recalled(Notice notice) {
    boolean isKnown =
        switch (notice) {
          case Notice.Said(SessionId id, var _) -> isBegunAnew(id);
          case Notice.Rewritten(SessionId id) -> isBegunAnew(id);
          default -> false;
        };
    return isKnown ? List.of() : events(notice);
  }

  private boolean isBegunAnew(SessionId id) {
    return watch.after() == null || !watch.after().sessions().containsKey(id);
  }

  private void beginQuestions() {
    leaveQuestions =
        sources.approvals().kept().news().listen(notice -> put(new Arrival.Asked(notice)));
    List<AskedQuestion> open = sources.approvals().open(null, MOST_QUESTIONS);
    open.forEach(question -> openAtStart.add(question.id()));
    pending.add(new NewsEvent.OpenQuestions(open));
  }

  /// Carries the events of a session here, as far as there is space.
  private void carry(SessionId id, Reader events) {
    try (events) {
      boolean goesOn = true;
      while (goesOn && !closed) {
        goesOn = !space.tryAcquire(LOOK.toNanos(), TimeUnit.NANOSECONDS) || carryOne(id, events);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean carryOne(SessionId id, Reader events) throws InterruptedException {
    Next next = events.next(LOOK);
    if (next.event() != null) {
      arrivals.add(new Arrival.Happened(id, next.event()));
      return true;
    }
    space.release();
    boolean isMissed = next.newest() > next.before();
    if (isMissed) {
      put(new Arrival.Missed(id));
    }
    return !isMissed && !next.isOver();
  }

  /// The next event, waiting up to `patience` for it; empty if there is none, or none that the
  /// caller sees.
  public Optional<NewsEvent> next(Duration patience) throws InterruptedException {
    if (pending.isEmpty() && !hasEnded()) {
      Arrival arrival = arrivals.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (arrival != null) {
        pending.addAll(CurrentCaller.call(caller, () -> events(arrival)));
      }
    }
    NewsEvent event = pending.poll();
    isReady |= event instanceof NewsEvent.Ready;
    return Optional.ofNullable(event);
  }

  private List<NewsEvent> events(Arrival arrival) {
    if (arrival instanceof Arrival.Happened) {
      space.release();
    } else {
      notices.decrementAndGet();
    }
    return switch (arrival) {
      case Arrival.Happened(SessionId id, Published event) ->
          Objects.requireNonNull(sessions.get(id)).told(event);
      case Arrival.Noticed(News.Numbered(long number, Notice notice)) -> {
        place = new News.Place(Objects.requireNonNull(place).epoch(), number);
        yield events(notice);
      }
      case Arrival.Asked(QuestionNotice notice) ->
          isTold(notice) || !sources.approvals().isSeen(notice.question())
              ? List.of()
              : List.of(new NewsEvent.Question(notice));
      case Arrival.Missed(SessionId id) -> outdated(id);
    };
  }

  /// A question that was open at the start may be told once more by whoever asked it just then.
  private boolean isTold(QuestionNotice notice) {
    return notice instanceof QuestionNotice.Asked && openAtStart.remove(notice.question().id());
  }

  private List<NewsEvent> events(Notice notice) {
    return switch (notice) {
      case Notice.SessionChanged(SessionId id) -> changed(id);
      case Notice.SessionDeleted(SessionId id) -> deleted(id);
      case Notice.TurnBegun(SessionId id, String requestId) ->
          isWatched(id) && sources.sight().sees(id)
              ? List.of(new NewsEvent.TurnBegun(id, requestId))
              : List.of();
      case Notice.TurnEnded(SessionId id, String requestId, boolean toldEnd) ->
          ended(id, requestId, toldEnd);
      case Notice.Said(SessionId id, String messageId) -> {
        WatchedSession session = sessions.get(id);
        yield session == null ? List.of() : session.said(messageId);
      }
      case Notice.Rewritten(SessionId id) -> outdated(id);
      case Notice.RunChanged(var id) -> {
        try {
          yield watch.topics().contains(NewsTopic.RUNS)
              ? List.of(new NewsEvent.RunChanged(sources.runs().get(caller, id)))
              : List.of();
        } catch (RunNotFound _) {
          yield List.of();
        }
      }
    };
  }

  private boolean isWatched(SessionId id) {
    return watch.topics().contains(NewsTopic.SESSIONS) || sessions.containsKey(id);
  }

  private List<NewsEvent> changed(SessionId id) {
    return isWatched(id)
        ? sources.sessions().find(id).stream()
            .<NewsEvent>map(NewsEvent.SessionChanged::new)
            .toList()
        : List.of();
  }

  private List<NewsEvent> deleted(SessionId id) {
    if (!isWatched(id) || !sources.sight().sees(id)) {
      return List.of();
    }
    Optional.ofNullable(sessions.get(id)).ifPresent(WatchedSession::outdate);
    return List.of(new NewsEvent.SessionDeleted(id));
  }

  /// Its events are carried here by another thread, and may still be on their way.
  private List<NewsEvent> ended(SessionId id, String requestId, boolean toldEnd) {
    if (!isWatched(id) || !sources.sight().sees(id)) {
      return List.of();
    }
    List<NewsEvent> events = new ArrayList<>();
    WatchedSession session = sessions.get(id);
    if (session == null || !toldEnd || session.hasToldEnd(requestId)) {
      events.add(new NewsEvent.TurnEnded(id, requestId));
    }
    events.addAll(changed(id));
    return events;
  }

  private List<NewsEvent> outdated(SessionId id) {
    WatchedSession session = sessions.get(id);
    if (session == null || session.isOutdated()) {
      return List.of();
    }
    session.outdate();
    return List.of(new NewsEvent.Outdated(id));
  }

  /// Where the reader stands after the event that it was given last; empty before it is ready. A
  /// session of which nothing more is told is not in it.
  public Optional<NewsPosition> position() {
    if (!isReady || !pending.isEmpty() || place == null) {
      return Optional.empty();
    }
    Map<SessionId, Long> events = new LinkedHashMap<>();
    sessions.values().stream()
        .filter(session -> !session.isOutdated())
        .forEach(session -> events.put(session.id(), session.position()));
    return Optional.of(new NewsPosition(place.epoch(), place.number(), events));
  }

  /// Whether no more events will come.
  public boolean hasEnded() {
    return closed || isLost;
  }

  @Override
  public void close() {
    closed = true;
    leave(leaveNews);
    leave(leaveQuestions);
  }

  private static void leave(@Nullable Runnable ending) {
    if (ending != null) {
      ending.run();
    }
  }
}

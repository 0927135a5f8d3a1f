package dev.gander.application.api.news;

import dev.gander.domain.message.Message;
import dev.gander.domain.session.MessagePage;
import dev.gander.domain.session.MessageRange;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.SessionEvent.Published;
import dev.gander.domain.turn.SessionEventLog;
import dev.gander.domain.turn.SessionEventLog.Next;
import dev.gander.domain.turn.TurnEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// A session that a reader watches: where it stands in its events, and which messages it has from
/// the store, so that nothing is told twice. For the thread that reads.
final class WatchedSession {
  /// A reader that has missed more messages loads them.
  private static final int MOST_MISSED = 100;

  private static final int REMEMBERED = 1_000;

  /// Of so many messages it is known that they are stored, whatever turns tell.
  private static final int SURELY_LOADED = 50;

  private final SessionId id;
  private final FollowNews.Sources sources;
  private final SessionEventLog.Reader events;
  private final Set<String> stored = new LinkedHashSet<>();
  private final List<NewsEvent> missed = new ArrayList<>();

  /// Turns whose last event was told, and those that have ended besides.
  private final Set<String> finished = new LinkedHashSet<>();

  private final Set<String> ended = new LinkedHashSet<>();
  private long position;
  private boolean isOutdated;

  private WatchedSession(
      SessionId id, FollowNews.Sources sources, SessionEventLog.Reader events, long position) {
    this.id = id;
    this.sources = sources;
    this.events = events;
    this.position = position;
  }

  /// Goes on after an event.
  static WatchedSession after(SessionId id, long event, FollowNews.Sources sources) {
    SessionEventLog.Reader events = sources.turns().follow(id, event).events();
    WatchedSession session = new WatchedSession(id, sources, events, event);
    session.isOutdated = events.hasMissed();
    return session;
  }

  /// Begins with what is not in the messages that the reader has: those stored since, and what
  /// running turns have told that is not stored.
  ///
  /// @param place after which the reader has not loaded messages
  static WatchedSession begin(SessionId id, OptionalLong place, FollowNews.Sources sources)
      throws InterruptedException {
    List<Published> told = new ArrayList<>();
    long newest;
    try (SessionEventLog.Reader joined = sources.turns().join(id)) {
      newest = joined.newestAtStart();
      Next next = joined.next(Duration.ZERO);
      while (next.event() != null && next.event().sequence() <= newest) {
        told.add(next.event());
        next = joined.next(Duration.ZERO);
      }
    }
    SessionEventLog.Reader events = sources.turns().follow(id, newest).events();
    WatchedSession session = new WatchedSession(id, sources, events, newest);
    session.isOutdated = events.hasMissed();
    place.ifPresent(session::load);
    session.recall(told, place.isPresent());
    return session;
  }

  private void load(long place) {
    MessagePage page = sources.conversations().page(id, new MessageRange.After(place), MOST_MISSED);
    if (page.messages().size() >= MOST_MISSED) {
      isOutdated = true;
      return;
    }
    for (Message message : page.messages()) {
      missed.add(new NewsEvent.Stored(id, message));
      remember(message);
    }
  }

  private void recall(List<Published> told, boolean hasLoaded) {
    List<Published> valid = new ArrayList<>();
    for (Published event : told) {
      if (event.event() instanceof TurnEvent.ConversationReplaced) {
        // What was told before is stored, or is no longer part of the conversation.
        valid.clear();
      } else {
        valid.add(event);
      }
    }
    if (hasLoaded || !valid.isEmpty()) {
      int most = Math.min(REMEMBERED, valid.size() + SURELY_LOADED);
      sources.conversations().newest(id, most).forEach(this::remember);
    }
    valid.stream().filter(this::isNew).forEach(it -> missed.addAll(news(it)));
  }

  private void remember(Message message) {
    if (message.id() != null && stored.add(message.id()) && stored.size() > REMEMBERED) {
      stored.remove(stored.iterator().next());
    }
  }

  /// Whether the reader has not got it from the store. That the conversation was replaced it has
  /// been told before.
  private boolean isNew(Published published) {
    return switch (published.event()) {
      case TurnEvent.MessageArrived(Message message, var _) ->
          message.id() == null || !stored.contains(message.id());
      case TurnEvent.ConversationReplaced _, TurnEvent.Worked _ -> false;
      default -> true;
    };
  }

  SessionId id() {
    return id;
  }

  SessionEventLog.Reader events() {
    return events;
  }

  /// The number of the last event that was told, or need not be.
  long position() {
    return position;
  }

  /// Whether nothing more is told.
  boolean isOutdated() {
    return isOutdated;
  }

  void outdate() {
    isOutdated = true;
  }

  List<NewsEvent> missed() {
    return missed;
  }

  /// What an event tells.
  List<NewsEvent> told(Published published) {
    position = published.sequence();
    if (isOutdated || !isNew(published)) {
      return List.of();
    }
    return news(published);
  }

  private List<NewsEvent> news(Published published) {
    List<NewsEvent> told = new ArrayList<>();
    told.add(new NewsEvent.Told(id, published));
    if (published.event().tellsTheEnd()) {
      finished.add(published.requestId());
      if (ended.remove(published.requestId())) {
        told.add(new NewsEvent.TurnEnded(id, published.requestId()));
      }
    }
    return told;
  }

  /// A turn has ended, which is told after its last event.
  ///
  /// @return whether that was told
  boolean hasToldEnd(String requestId) {
    boolean isTold = isOutdated || finished.remove(requestId);
    if (!isTold) {
      ended.add(requestId);
    }
    return isTold;
  }

  /// What a user has said.
  List<NewsEvent> said(String messageId) {
    if (isOutdated || stored.contains(messageId)) {
      return List.of();
    }
    List<NewsEvent> said = new ArrayList<>();
    sources.conversations().newest(id, MOST_MISSED).stream()
        .filter(message -> messageId.equals(message.id()))
        .forEach(
            message -> {
              remember(message);
              said.add(new NewsEvent.Stored(id, message));
            });
    return said;
  }
}

package dev.gander.domain.keeping;

import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which sessions have to go. A rule counts only sessions that may go: those that are pinned, in
/// use or were used within the last hour stay and take nobody's place.
///
/// @param rules by type; types without one stay
/// @param sizes bytes of the messages of each session; missing ones have none
public record Retention(
    Map<SessionType, RetentionRule> rules, Map<SessionId, Long> sizes, Instant now) {
  private static final Duration FRESH = Duration.ofHours(1);

  public Retention {
    rules = Map.copyOf(rules);
    sizes = Map.copyOf(sizes);
  }

  /// A session that has to go.
  ///
  /// @param reason what a person is told
  public record Leaving(Session session, Instant lastActive, long bytes, String reason) {}

  /// @param sessions that may go
  /// @return the oldest first
  public List<Leaving> leaving(List<Session> sessions) {
    List<Leaving> all = new ArrayList<>();
    rules.forEach((type, rule) -> all.addAll(leaving(type, rule, sessions)));
    all.sort(Comparator.comparing(Leaving::lastActive).thenComparing(it -> it.session().id()));
    return List.copyOf(all);
  }

  private List<Leaving> leaving(SessionType type, RetentionRule rule, List<Session> sessions) {
    List<Session> newestFirst =
        sessions.stream()
            .filter(session -> session.type() == type)
            .filter(session -> lastActive(session).isBefore(now.minus(FRESH)))
            .sorted(Comparator.comparing(SessionPlace::of))
            .toList();
    List<Leaving> leaving = new ArrayList<>();
    long number = 0;
    long bytes = 0;
    for (Session session : newestFirst) {
      number++;
      bytes += size(session);
      reason(rule, session, number, bytes).ifPresent(text -> leaving.add(leaving(session, text)));
    }
    return leaving;
  }

  /// @param number of this session and the newer ones
  /// @param bytes of all of them
  private Optional<String> reason(RetentionRule rule, Session session, long number, long bytes) {
    String type = session.type().wire();
    if (rule.age() != null && lastActive(session).isBefore(now.minus(rule.age()))) {
      return Optional.of(
          "%s sessions are kept %d days after their last message"
              .formatted(type, rule.age().toDays()));
    }
    if (rule.count() != null && number > rule.count()) {
      return Optional.of("%d %s sessions are kept".formatted(rule.count(), type));
    }
    if (rule.bytes() != null && bytes > rule.bytes()) {
      return Optional.of("%s sessions may take %d MB".formatted(type, rule.bytes() >> 20));
    }
    return Optional.empty();
  }

  private Leaving leaving(Session session, String reason) {
    return new Leaving(session, lastActive(session), size(session), reason);
  }

  private long size(Session session) {
    return sizes.getOrDefault(session.id(), 0L);
  }

  private static Instant lastActive(Session session) {
    return SessionPlace.of(session).lastActive();
  }
}

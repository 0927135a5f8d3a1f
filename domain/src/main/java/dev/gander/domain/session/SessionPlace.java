package dev.gander.domain.session;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/// Where a session stands in a list that begins with the one in which something was said last. Of
/// two at the same time, the higher id comes first.
///
/// @param lastActive when the last message was created, else when the session was changed
public record SessionPlace(Instant lastActive, SessionId id) implements Comparable<SessionPlace> {
  private static final Comparator<SessionPlace> ORDER =
      Comparator.comparing(SessionPlace::lastActive).thenComparing(SessionPlace::id).reversed();

  public static SessionPlace of(Session session) {
    Instant updated = session.activity().updatedAt();
    return new SessionPlace(
        Objects.requireNonNullElse(session.activity().lastMessageAt(), updated), session.id());
  }

  @Override
  public int compareTo(SessionPlace other) {
    return ORDER.compare(this, other);
  }
}

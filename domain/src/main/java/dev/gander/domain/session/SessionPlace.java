package dev.gander.domain.session;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

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

  /// For whoever asks for the next page: the time, a comma, the id.
  public String text() {
    return lastActive + "," + id.value();
  }

  /// Reads [#text].
  public static Optional<SessionPlace> parse(String text) {
    int comma = text.indexOf(',');
    try {
      return comma < 0
          ? Optional.empty()
          : Optional.of(
              new SessionPlace(
                  Instant.parse(text.substring(0, comma)),
                  new SessionId(text.substring(comma + 1))));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  @Override
  public int compareTo(SessionPlace other) {
    return ORDER.compare(this, other);
  }
}

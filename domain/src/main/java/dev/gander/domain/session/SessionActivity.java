package dev.gander.domain.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a session was created and last changed, and how much it contains. Maintained by the store;
/// hidden messages count, and `lastMessageAt` is the `created` of the last one.
public record SessionActivity(
    Instant createdAt, Instant updatedAt, int messageCount, @Nullable Instant lastMessageAt) {

  /// The activity of a session that is created now.
  public static SessionActivity begun(Instant now) {
    return new SessionActivity(now, now, 0, null);
  }

  public SessionActivity withUpdatedAt(Instant time) {
    return new SessionActivity(createdAt, time, messageCount, lastMessageAt);
  }

  public SessionActivity withMessageCount(int count) {
    return new SessionActivity(createdAt, updatedAt, count, lastMessageAt);
  }

  public boolean hasMessages() {
    return messageCount > 0;
  }
}

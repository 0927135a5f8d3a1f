package dev.gander.domain.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// When a session was made and last changed, and how much was said in it. The store keeps count:
/// hidden messages are included, and `lastMessageAt` is the `created` of the last one.
public record SessionActivity(
    Instant createdAt, Instant updatedAt, int messageCount, @Nullable Instant lastMessageAt) {

  /// Of a session that is made now.
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

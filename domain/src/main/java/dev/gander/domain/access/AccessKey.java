package dev.gander.domain.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A named key, without its secrets. Times are compared with the wall clock, so that a clock that
/// is set back makes an expired key valid again.
///
/// @param name unique among keys that are not revoked
/// @param expires from then on it is refused; null for never
/// @param requestsPerMinute null for no limit
/// @param revoked when it was revoked; null if it was not
/// @param overlapEnds until when the secret before the present one is valid too; null if there is
///   none
public record AccessKey(
    KeyId id,
    String name,
    Set<Scope> scopes,
    Instant created,
    @Nullable Instant expires,
    @Nullable Integer requestsPerMinute,
    @Nullable Instant revoked,
    @Nullable Instant overlapEnds) {
  public AccessKey {
    scopes = Set.copyOf(scopes);
  }

  public static AccessKey of(KeyId id, String name, Set<Scope> scopes, Instant created) {
    return new AccessKey(id, name, scopes, created, null, null, null, null);
  }

  public AccessKey expiringAt(@Nullable Instant end) {
    return new AccessKey(id, name, scopes, created, end, requestsPerMinute, revoked, overlapEnds);
  }

  public AccessKey limitedTo(@Nullable Integer requests) {
    return new AccessKey(id, name, scopes, created, expires, requests, revoked, overlapEnds);
  }

  public AccessKey revokedAt(Instant time) {
    return new AccessKey(id, name, scopes, created, expires, requestsPerMinute, time, null);
  }

  public AccessKey overlappingUntil(@Nullable Instant end) {
    return new AccessKey(id, name, scopes, created, expires, requestsPerMinute, revoked, end);
  }

  /// Whether it admits anybody at that time.
  public boolean isValidAt(Instant now) {
    return revoked == null && (expires == null || now.isBefore(expires));
  }

  public Caller caller() {
    return new Caller(id, scopes);
  }
}

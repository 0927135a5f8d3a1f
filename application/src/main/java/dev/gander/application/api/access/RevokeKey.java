package dev.gander.application.api.access;

import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.KeyId;
import java.time.Clock;

/// Refuses a key from now on. What it has made stays, for administrators.
public final class RevokeKey {
  private final AccessKeys keys;
  private final Clock clock;

  public RevokeKey(AccessKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /// @throws dev.gander.domain.access.KeyNotFound for an unknown or revoked key
  public void revoke(KeyId id) {
    keys.revoke(id, clock.instant());
  }
}

package dev.gander.application.api.access;

import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.KeySecret;
import dev.gander.domain.error.InvalidInput;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Gives a key another secret, while the present one stays valid for some time.
public final class RotateKey {
  private static final Duration LONGEST = Duration.ofDays(30);

  private final AccessKeys keys;
  private final RandomGenerator random;
  private final Clock clock;

  /// @param random must be fit for secrets
  public RotateKey(AccessKeys keys, RandomGenerator random, Clock clock) {
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  /// @param overlap how long the present secret stays valid; zero ends it at once
  /// @throws InvalidInput for a negative or very long overlap
  /// @throws dev.gander.domain.access.KeyNotFound for an unknown or revoked key
  public NewSecret rotate(KeyId id, Duration overlap) {
    if (overlap.isNegative() || overlap.compareTo(LONGEST) > 0) {
      throw new InvalidInput("The present secret can stay valid for 0 to 30 days");
    }
    KeySecret secret = KeySecret.random(random);
    AccessKey rotated = keys.rotate(id, secret.hash(), clock.instant().plus(overlap));
    return new NewSecret(rotated, secret);
  }
}

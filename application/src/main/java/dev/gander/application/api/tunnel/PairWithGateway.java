package dev.gander.application.api.tunnel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/// Codes with which a user of a chat service proves to a gateway that the server is theirs. goosed
/// makes one for any gateway, also one that it does not run. This server runs none, so nobody can
/// hand the code in and it is not kept.
public final class PairWithGateway {
  /// Without what people take for each other.
  private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int LENGTH = 6;
  private static final Duration LIFE = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private final Clock clock;

  public PairWithGateway(RandomGenerator random, Clock clock) {
    this.random = random;
    this.clock = clock;
  }

  public record PairingCode(String code, Instant expiry) {}

  public PairingCode pair() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return new PairingCode(code.toString(), clock.instant().plus(LIFE));
  }
}

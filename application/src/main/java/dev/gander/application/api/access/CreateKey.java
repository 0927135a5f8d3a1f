package dev.gander.application.api.access;

import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.KeySecret;
import dev.gander.domain.access.Scope;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.session.IdSource;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes a named key.
public final class CreateKey {
  private static final int LONGEST_NAME = 100;
  private static final int MOST_PER_MINUTE = 1_000_000;

  private final AccessKeys keys;
  private final RandomGenerator random;
  private final IdSource ids;
  private final Clock clock;
  private final Runnable made;

  /// @param random must be fit for secrets
  /// @param made called after each key
  public CreateKey(
      AccessKeys keys, RandomGenerator random, IdSource ids, Clock clock, Runnable made) {
    this.keys = keys;
    this.random = random;
    this.ids = ids;
    this.clock = clock;
    this.made = made;
  }

  /// What the key is to be.
  ///
  /// @param expires null for never
  /// @param requestsPerMinute null for no limit
  public record Order(
      String name,
      Set<Scope> scopes,
      @Nullable Instant expires,
      @Nullable Long requestsPerMinute) {}

  /// @throws InvalidInput for an order that makes no sense
  /// @throws dev.gander.domain.access.KeyNameTaken if a key has that name
  public NewSecret create(Order order) {
    Instant now = clock.instant();
    String name = order.name().strip();
    if (name.isEmpty() || name.length() > LONGEST_NAME || hasControls(name)) {
      throw new InvalidInput(
          "The name of a key has 1 to " + LONGEST_NAME + " characters, none of them a control");
    }
    if (order.scopes().isEmpty()) {
      throw new InvalidInput("A key needs a scope: read, chat, approve, configure or admin");
    }
    if (order.expires() != null && !order.expires().isAfter(now)) {
      throw new InvalidInput("The key would have expired already: " + order.expires());
    }
    AccessKey key =
        AccessKey.of(new KeyId(ids.uuid()), name, order.scopes(), now)
            .expiringAt(order.expires())
            .limitedTo(limit(order.requestsPerMinute()));
    KeySecret secret = KeySecret.random(random);
    keys.add(key, secret.hash());
    made.run();
    return new NewSecret(key, secret);
  }

  private static boolean hasControls(String name) {
    return name.codePoints().anyMatch(Character::isISOControl);
  }

  private static @Nullable Integer limit(@Nullable Long perMinute) {
    if (perMinute == null) {
      return null;
    }
    if (perMinute < 1 || perMinute > MOST_PER_MINUTE) {
      throw new InvalidInput(
          "The limit is a number of requests a minute from 1 to %d, not %d"
              .formatted(MOST_PER_MINUTE, perMinute));
    }
    return Math.toIntExact(perMinute);
  }
}

package dev.gander.testkit.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.HeldSecret;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.KeyNameTaken;
import dev.gander.domain.access.KeyNotFound;
import dev.gander.domain.access.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [AccessKeys]. There are no keys.
public interface AccessKeysContract {
  Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  KeyId BOT = new KeyId("id-bot");
  AccessKey KEY =
      AccessKey.of(BOT, "a 'bot'; --", Set.of(Scope.READ, Scope.CHAT), NOW)
          .expiringAt(NOW.plusSeconds(9))
          .limitedTo(60);

  AccessKeys keys();

  private static AccessKey named(String name) {
    return AccessKey.of(new KeyId("id-" + name), name, Set.of(Scope.ADMIN), NOW);
  }

  @Test
  default void thereAreNoKeysAtFirst() {
    assertTrue(keys().isEmpty());
    assertEquals(Optional.empty(), keys().holding("h1"));
    assertEquals(Optional.empty(), keys().find(BOT));
    assertEquals(Optional.empty(), keys().named("bot"));
    assertEquals(List.of(), keys().list(null, 10));
    assertThrows(KeyNotFound.class, () -> keys().rotate(BOT, "h2", NOW));
    assertThrows(KeyNotFound.class, () -> keys().revoke(BOT, NOW));
  }

  @Test
  default void aKeyComesBackAsItWasAdded() {
    keys().add(KEY, "h1");

    assertFalse(keys().isEmpty());
    assertEquals(Optional.of(new HeldSecret(KEY, null)), keys().holding("h1"));
    assertEquals(Optional.of(KEY), keys().find(BOT));
    assertEquals(Optional.of(KEY), keys().named("a 'bot'; --"));
    assertEquals(Optional.empty(), keys().holding("h"));
    assertEquals(Optional.empty(), keys().named("A 'BOT'; --"));
  }

  @Test
  default void aNameBelongsToOneKeyUntilItIsRevoked() {
    keys().add(KEY, "h1");
    AccessKey second = AccessKey.of(new KeyId("other"), KEY.name(), Set.of(), NOW);

    assertThrows(KeyNameTaken.class, () -> keys().add(second, "h2"));
    assertEquals(Optional.empty(), keys().holding("h2"));

    keys().revoke(BOT, NOW.plusSeconds(5));
    keys().add(second, "h2");

    assertEquals(Optional.of(second), keys().named(KEY.name()));
    assertEquals(List.of(KEY.revokedAt(NOW.plusSeconds(5)), second), keys().list(null, 10));
  }

  @Test
  default void aRevokedKeyIsRefusedForEver() {
    keys().add(KEY, "h1");

    keys().revoke(BOT, NOW);

    assertEquals(Optional.empty(), keys().holding("h1"));
    assertEquals(Optional.of(KEY.revokedAt(NOW)), keys().find(BOT));
    assertThrows(KeyNotFound.class, () -> keys().revoke(BOT, NOW));
    assertThrows(KeyNotFound.class, () -> keys().rotate(BOT, "h2", NOW));
    assertEquals(Optional.empty(), keys().holding("h2"));
    assertFalse(keys().isEmpty());
  }

  @Test
  default void twoSecretsAreValidWhileOneIsChanged() {
    keys().add(KEY, "h1");
    Instant end = NOW.plus(Duration.ofHours(1));

    AccessKey rotated = keys().rotate(BOT, "h2", end);

    assertEquals(KEY.overlappingUntil(end), rotated);
    assertEquals(Optional.of(new HeldSecret(rotated, end)), keys().holding("h1"));
    assertEquals(Optional.of(new HeldSecret(rotated, null)), keys().holding("h2"));
  }

  @Test
  default void noMoreThanTwoSecretsAreValid() {
    keys().add(KEY, "h1");
    keys().rotate(BOT, "h2", NOW.plusSeconds(60));

    AccessKey rotated = keys().rotate(BOT, "h3", NOW.plusSeconds(5));

    assertEquals(Optional.empty(), keys().holding("h1"));
    assertEquals(Optional.of(new HeldSecret(rotated, NOW.plusSeconds(5))), keys().holding("h2"));
    assertEquals(Optional.of(new HeldSecret(rotated, null)), keys().holding("h3"));
  }

  @Test
  default void keysAreListedInTheOrderInWhichTheyCame() {
    List<AccessKey> all = List.of(named("z"), named("a"), named("m"), named("b"));
    all.forEach(key -> keys().add(key, "h-" + key.name()));

    assertEquals(all, keys().list(null, 10));
    assertEquals(all.subList(0, 2), keys().list(null, 2));
    assertEquals(all.subList(2, 3), keys().list(all.get(1).id(), 1));
    assertEquals(List.of(), keys().list(all.get(3).id(), 10));
    assertEquals(List.of(), keys().list(new KeyId("unknown"), 10));
  }
}

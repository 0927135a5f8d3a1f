package dev.gander.application.api.access;

import dev.gander.application.access.RequestRates;
import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.HeldSecret;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.KeySecret;
import java.time.Clock;
import java.util.Optional;

/// Finds out which named key a secret is of. A text that has not the form of one is not looked for.
public final class IdentifyCaller {
  private final AccessKeys keys;
  private final RequestRates rates;
  private final Clock clock;

  public IdentifyCaller(AccessKeys keys, RequestRates rates, Clock clock) {
    this.keys = keys;
    this.rates = rates;
    this.clock = clock;
  }

  /// Identifies the sender of a request, and counts the request.
  public Identification identify(String text) {
    return key(text)
        .map(
            key ->
                rates
                    .ask(key.id(), key.requestsPerMinute())
                    .<Identification>map(wait -> new Identification.TooOften(key.caller(), wait))
                    .orElseGet(() -> new Identification.Known(key.caller())))
        .orElseGet(Identification.Stranger::new);
  }

  /// The valid key whose secret it is. Does not count as a request.
  public Optional<KeyId> holder(String text) {
    return key(text.strip()).map(AccessKey::id);
  }

  /// Whether a key that was identified before is still valid.
  public boolean isValid(KeyId id) {
    return keys.find(id).filter(key -> key.isValidAt(clock.instant())).isPresent();
  }

  private Optional<AccessKey> key(String text) {
    return KeySecret.of(text)
        .flatMap(secret -> keys.holding(secret.hash()))
        .filter(held -> held.isValidAt(clock.instant()))
        .map(HeldSecret::key);
  }
}

package dev.gander.testkit.access;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.Owner;
import dev.gander.domain.access.Ownership;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ownership in memory. Thread-safe.
public final class InMemoryOwnership implements Ownership {
  private final Map<OwnedThing, Owner> owners = new ConcurrentHashMap<>();

  @Override
  public void give(OwnedThing thing, KeyId owner) {
    owners.put(thing, new Owner(owner, false));
  }

  @Override
  public Optional<Owner> of(OwnedThing thing) {
    return Optional.ofNullable(owners.get(thing));
  }

  @Override
  public Set<String> openTo(KeyId key, OwnedThing.Kind kind) {
    return owners.entrySet().stream()
        .filter(entry -> entry.getKey().kind() == kind && entry.getValue().lets(key))
        .map(entry -> entry.getKey().id())
        .collect(toUnmodifiableSet());
  }

  @Override
  public void share(OwnedThing thing, boolean isShared) {
    owners.compute(
        thing, (_, known) -> new Owner(known == null ? KeyId.SERVER : known.key(), isShared));
  }

  @Override
  public void forget(OwnedThing thing) {
    owners.remove(thing);
  }
}

package dev.gander.testkit.access;

import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.HeldSecret;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.KeyNameTaken;
import dev.gander.domain.access.KeyNotFound;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keys in memory. Thread-safe.
public final class InMemoryAccessKeys implements AccessKeys {
  private record Secret(KeyId key, @Nullable Instant ends) {}

  private final Map<KeyId, AccessKey> keys = new LinkedHashMap<>();
  private final Map<String, Secret> secrets = new LinkedHashMap<>();

  @Override
  public synchronized boolean isEmpty() {
    return keys.isEmpty();
  }

  @Override
  public synchronized void add(AccessKey key, String hash) {
    if (named(key.name()).isPresent()) {
      throw new KeyNameTaken(key.name());
    }
    keys.put(key.id(), key);
    secrets.put(hash, new Secret(key.id(), null));
  }

  @Override
  public synchronized Optional<HeldSecret> holding(String hash) {
    Secret secret = secrets.get(hash);
    return secret == null
        ? Optional.empty()
        : find(secret.key()).map(key -> new HeldSecret(key, secret.ends()));
  }

  @Override
  public synchronized Optional<AccessKey> find(KeyId id) {
    return Optional.ofNullable(keys.get(id));
  }

  @Override
  public synchronized Optional<AccessKey> named(String name) {
    return keys.values().stream()
        .filter(key -> key.revoked() == null && key.name().equals(name))
        .findFirst();
  }

  @Override
  public synchronized List<AccessKey> list(@Nullable KeyId after, int most) {
    List<AccessKey> all = List.copyOf(keys.values());
    AccessKey last = after == null ? null : keys.get(after);
    int begin = after == null ? 0 : last == null ? all.size() : all.indexOf(last) + 1;
    return all.stream().skip(begin).limit(most).toList();
  }

  @Override
  public synchronized AccessKey rotate(KeyId id, String hash, Instant overlapEnds) {
    AccessKey rotated = valid(id).overlappingUntil(overlapEnds);
    secrets.values().removeIf(secret -> secret.key().equals(id) && secret.ends() != null);
    secrets.replaceAll(
        (_, secret) -> secret.key().equals(id) ? new Secret(id, overlapEnds) : secret);
    secrets.put(hash, new Secret(id, null));
    keys.put(id, rotated);
    return rotated;
  }

  @Override
  public synchronized void revoke(KeyId id, Instant at) {
    keys.put(id, valid(id).revokedAt(at));
    secrets.values().removeIf(secret -> secret.key().equals(id));
  }

  private AccessKey valid(KeyId id) {
    return find(id)
        .filter(key -> key.revoked() == null)
        .orElseThrow(() -> new KeyNotFound(id.value()));
  }
}

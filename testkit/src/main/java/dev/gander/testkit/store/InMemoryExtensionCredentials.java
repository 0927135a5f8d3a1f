package dev.gander.testkit.store;

import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Credentials in memory. Thread-safe.
public final class InMemoryExtensionCredentials implements ExtensionCredentials {
  private record Kept(JsonObject credentials, @Nullable String resource) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> clients = new ConcurrentHashMap<>();
  private final Set<Owner> configured = ConcurrentHashMap.newKeySet();

  /// Stores credentials as another program does.
  public void keep(String extension, JsonObject credentials) {
    kept.put(extension, new Kept(credentials, null));
  }

  /// Has such an extension in the user's settings.
  public void configure(Owner owner) {
    configured.add(owner);
  }

  public void keepClient(String extension, JsonObject client) {
    clients.put(extension, client);
  }

  @Override
  public Optional<JsonObject> find(Owner owner) {
    return Optional.ofNullable(kept.get(owner.extension()))
        .filter(it -> isFor(owner, it.resource))
        .map(Kept::credentials);
  }

  private boolean isFor(Owner owner, @Nullable String resource) {
    return resource == null ? configured.contains(owner) : resource.equals(owner.resource());
  }

  @Override
  public JsonObject change(Owner owner, Change change) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      JsonObject before = find(owner).orElse(JsonObject.EMPTY);
      JsonObject changed = change.from(before);
      if (!changed.equals(before)) {
        kept.compute(
            owner.extension(),
            (_, _) -> changed.isEmpty() ? null : new Kept(changed, owner.resource()));
      }
      return changed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<JsonObject> client(String extension) {
    return Optional.ofNullable(clients.get(extension));
  }
}

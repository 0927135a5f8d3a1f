package dev.gander.testkit.store;

import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Credentials in memory. Thread-safe.
public final class InMemoryExtensionCredentials implements ExtensionCredentials {
  private record Kept(JsonObject credentials, @Nullable String resource) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Map<String, JsonObject> clients = new ConcurrentHashMap<>();

  /// Stores credentials as another program does.
  public void keep(String extension, JsonObject credentials) {
    kept.compute(extension, (_, old) -> new Kept(credentials, old == null ? null : old.resource()));
  }

  public void keepClient(String extension, JsonObject client) {
    clients.put(extension, client);
  }

  @Override
  public Optional<JsonObject> find(Owner owner) {
    return Optional.ofNullable(kept.get(owner.extension()))
        .filter(it -> it.resource == null || it.resource.equals(owner.resource()))
        .map(Kept::credentials);
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

package dev.gander.adapters.persistence.keyring;

import dev.gander.adapters.persistence.keyring.api.Secret;
import dev.gander.adapters.persistence.keyring.api.SecretCollection;
import dev.gander.adapters.persistence.keyring.api.SecretItem;
import dev.gander.adapters.persistence.keyring.api.SecretPrompt;
import dev.gander.adapters.persistence.keyring.api.SecretService;
import dev.gander.adapters.persistence.keyring.api.Two;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.DBusSigHandler;
import org.freedesktop.dbus.types.Variant;

/// One entry during one connection, found by its attributes. The bus belongs to the user, so
/// secrets cross it unencrypted (`plain`).
final class SecretServiceEntry {
  private final DBusConnection bus;
  private final SecretService service;
  private final Duration patience;
  private final KeyringItem item;

  SecretServiceEntry(
      DBusConnection bus, SecretService service, Duration patience, KeyringItem item) {
    this.bus = bus;
    this.service = service;
    this.patience = patience;
    this.item = item;
  }

  Optional<byte[]> read() {
    return find().map(path -> object(path, SecretItem.class).getSecret(session()).value());
  }

  void write(byte[] value) {
    Secret secret = new Secret(session(), new byte[0], value, "text/plain");
    find()
        .ifPresentOrElse(
            path -> object(path, SecretItem.class).setSecret(secret), () -> create(secret));
  }

  private DBusPath session() {
    return service.openSession("plain", new Variant<>("")).second();
  }

  private Optional<DBusPath> find() {
    return item.searched().flatMap(attributes -> found(attributes).stream()).findFirst();
  }

  private Optional<DBusPath> found(Map<String, String> attributes) {
    Two<List<DBusPath>, List<DBusPath>> found = service.searchItems(attributes);
    if (!found.first().isEmpty()) {
      return Optional.of(found.first().getFirst());
    }
    Optional<DBusPath> locked = found.second().stream().findFirst();
    locked.ifPresent(this::unlock);
    return locked;
  }

  private void create(Secret secret) {
    DBusPath keyring = service.readAlias("default");
    if (keyring.equals(SecretService.NONE)) {
      throw new KeyringUnavailable("there is no default keyring", null);
    }
    unlock(keyring);
    Map<String, Variant<?>> properties =
        Map.of(
            "org.freedesktop.Secret.Item.Label",
            new Variant<>(item.label()),
            "org.freedesktop.Secret.Item.Attributes",
            new Variant<>(item.attributes(), "a{ss}"));
    Two<DBusPath, DBusPath> made =
        object(keyring, SecretCollection.class).createItem(properties, secret, true);
    ask(made.second());
  }

  private void unlock(DBusPath object) {
    ask(service.unlock(List.of(object)).second());
  }

  /// Lets the service ask the user. On a machine without a screen there may never be an answer.
  private void ask(DBusPath path) {
    if (path.equals(SecretService.NONE)) {
      return;
    }
    SecretPrompt prompt = object(path, SecretPrompt.class);
    CompletableFuture<Boolean> dismissed = new CompletableFuture<>();
    DBusSigHandler<SecretPrompt.Completed> handler =
        signal -> {
          if (signal.getPath().equals(path.getPath())) {
            dismissed.complete(signal.isDismissed());
          }
        };
    try {
      bus.addSigHandler(SecretPrompt.Completed.class, handler);
      prompt.ask("");
      if (dismissed.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new KeyringUnavailable("the user keeps the keyring locked", null);
      }
    } catch (TimeoutException e) {
      prompt.dismiss();
      throw new KeyringUnavailable("nobody unlocks the keyring", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KeyringUnavailable("interrupted while the keyring is locked", e);
    } catch (DBusException | ExecutionException e) {
      throw new KeyringUnavailable("the Secret Service cannot ask for the keyring", e);
    }
  }

  private <T extends DBusInterface> T object(DBusPath path, Class<T> type) {
    try {
      return bus.getRemoteObject(SecretService.NAME, path.getPath(), type);
    } catch (DBusException e) {
      throw new KeyringUnavailable("the Secret Service has no " + type.getSimpleName(), e);
    }
  }
}

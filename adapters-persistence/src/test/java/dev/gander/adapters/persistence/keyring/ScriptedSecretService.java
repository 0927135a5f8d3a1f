package dev.gander.adapters.persistence.keyring;

import dev.gander.adapters.persistence.keyring.api.Collection;
import dev.gander.adapters.persistence.keyring.api.Item;
import dev.gander.adapters.persistence.keyring.api.Secret;
import dev.gander.adapters.persistence.keyring.api.SecretPrompt;
import dev.gander.adapters.persistence.keyring.api.SecretService;
import dev.gander.adapters.persistence.keyring.api.Two;
import dev.gander.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.Variant;

/// A Secret Service with one keyring on a bus of its own. A locked one is opened by a prompt, which
/// its user answers, sends away or leaves alone.
final class ScriptedSecretService implements SecretService, AutoCloseable {
  enum User {
    UNLOCKS,
    REFUSES,
    IS_AWAY
  }

  private static final String KEYRING = PATH + "/collection/login";
  private static final String PROMPT = PATH + "/prompt/p1";

  final String address;
  final List<Entry> entries = new CopyOnWriteArrayList<>();
  volatile boolean locked;
  volatile boolean hasDefault = true;
  volatile User user = User.UNLOCKS;
  volatile boolean dismissed;

  private final EmbeddedDBusDaemon daemon;
  private final DBusConnection bus;

  ScriptedSecretService(Path folder) throws DBusException, InterruptedException {
    Path socket = folder.resolve("bus");
    address = "unix:path=" + socket;
    daemon = new EmbeddedDBusDaemon(address + ",listen=true");
    daemon.startInBackgroundAndWait();
    // It says that it has begun before it listens.
    Eventually.holds(() -> Files.exists(socket));
    bus = connect(address);
    bus.requestBusName(NAME);
    bus.exportObject(PATH, this);
    bus.exportObject(KEYRING, new Login());
    bus.exportObject(PROMPT, new Question());
  }

  /// The library's own bus now and then hangs up on its first visitor.
  private static DBusConnection connect(String address) throws DBusException {
    DBusException failure = new DBusException("never tried");
    for (int tries = 0; tries < 5; tries++) {
      try {
        return DBusConnectionBuilder.forAddress(address).withShared(false).build();
      } catch (DBusException e) {
        failure = e;
      }
    }
    throw failure;
  }

  /// A stored secret.
  static final class Entry implements Item {
    final Map<String, String> attributes;
    volatile String value;
    private final String path;

    private Entry(String path, Map<String, String> attributes, String value) {
      this.path = path;
      this.attributes = attributes;
      this.value = value;
    }

    @Override
    public Secret getSecret(DBusPath session) {
      return new Secret(session, new byte[0], utf8(value), "text/plain");
    }

    @Override
    public void setSecret(Secret secret) {
      value = new String(secret.value(), StandardCharsets.UTF_8);
    }

    @Override
    public String getObjectPath() {
      return path;
    }
  }

  Entry put(Map<String, String> attributes, String value) {
    Entry entry = new Entry(KEYRING + "/" + (entries.size() + 1), attributes, value);
    export(entry.path, entry);
    entries.add(entry);
    return entry;
  }

  @Override
  public Two<Variant<?>, DBusPath> openSession(String algorithm, Variant<?> input) {
    return new Two<>(new Variant<>(""), new DBusPath(PATH + "/session/" + algorithm));
  }

  @Override
  public Two<List<DBusPath>, List<DBusPath>> searchItems(Map<String, String> attributes) {
    List<DBusPath> found =
        entries.stream()
            .filter(entry -> entry.attributes.entrySet().containsAll(attributes.entrySet()))
            .map(entry -> new DBusPath(entry.path))
            .toList();
    return locked ? new Two<>(List.of(), found) : new Two<>(found, List.of());
  }

  @Override
  public Two<List<DBusPath>, DBusPath> unlock(List<DBusPath> objects) {
    return locked ? new Two<>(List.of(), new DBusPath(PROMPT)) : new Two<>(objects, NONE);
  }

  @Override
  public DBusPath readAlias(String name) {
    return hasDefault ? new DBusPath(KEYRING) : NONE;
  }

  @Override
  public String getObjectPath() {
    return PATH;
  }

  private final class Login implements Collection {
    @Override
    public Two<DBusPath, DBusPath> createItem(
        Map<String, Variant<?>> properties, Secret secret, boolean replace) {
      @SuppressWarnings("unchecked")
      var attributes =
          (Map<String, String>) properties.get("org.freedesktop.Secret.Item.Attributes").getValue();
      Entry entry = put(Map.copyOf(attributes), "");
      entry.setSecret(secret);
      return new Two<>(new DBusPath(entry.path), NONE);
    }

    @Override
    public String getObjectPath() {
      return KEYRING;
    }
  }

  private final class Question implements SecretPrompt {
    @Override
    public void ask(String windowId) {
      if (user == User.IS_AWAY) {
        return;
      }
      locked = user == User.REFUSES;
      try {
        bus.sendMessage(new Completed(PROMPT, locked, new Variant<>("")));
      } catch (DBusException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void dismiss() {
      dismissed = true;
    }

    @Override
    public String getObjectPath() {
      return PROMPT;
    }
  }

  private void export(String path, DBusInterface object) {
    try {
      bus.exportObject(path, object);
    } catch (DBusException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    bus.disconnect();
    daemon.close();
  }
}

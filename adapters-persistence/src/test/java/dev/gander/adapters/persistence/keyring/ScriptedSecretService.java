package dev.gander.adapters.persistence.keyring;

import dev.gander.adapters.persistence.keyring.api.Secret;
import dev.gander.adapters.persistence.keyring.api.SecretCollection;
import dev.gander.adapters.persistence.keyring.api.SecretItem;
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

  private final Bus own;
  private final DBusConnection bus;

  ScriptedSecretService(Path folder) throws DBusException, InterruptedException, IOException {
    own = Bus.start(folder);
    address = own.address();
    bus = own.connection();
    bus.requestBusName(NAME);
    bus.exportObject(PATH, this);
    bus.exportObject(KEYRING, new Login());
    bus.exportObject(PROMPT, new Question());
  }

  /// The library's bus, with the first connection to it.
  private record Bus(String address, EmbeddedDBusDaemon daemon, DBusConnection connection) {
    private static final int TRIES = 5;

    /// On a busy machine the library's bus now and then hangs up on its first connection, and may
    /// end with it: each try gets a bus of its own.
    static Bus start(Path folder) throws DBusException, InterruptedException, IOException {
      for (int tries = 1; ; tries++) {
        Path socket = folder.resolve("bus" + tries);
        String address = "unix:path=" + socket;
        var daemon = new EmbeddedDBusDaemon(address + ",listen=true");
        try {
          daemon.startInBackgroundAndWait();
          // It reports that it has started before it listens.
          Eventually.holds(() -> Files.exists(socket));
          return new Bus(
              address, daemon, DBusConnectionBuilder.forAddress(address).withShared(false).build());
        } catch (DBusException e) {
          daemon.close();
          if (tries == TRIES) {
            throw e;
          }
        }
      }
    }
  }

  static final class Entry implements SecretItem {
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

  private final class Login implements SecretCollection {
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
    own.daemon().close();
  }
}

package dev.gander.adapters.persistence.keyring;

import dev.gander.adapters.persistence.keyring.api.SecretService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;

/// The keyring behind freedesktop's Secret Service: GNOME's, KDE's, KeePassXC's. Connects for each
/// call, since secrets are rarely read and an open connection keeps threads.
public final class SecretServiceKeyring implements Keyring {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration PATIENCE_WITH_BUS = Duration.ofSeconds(10);

  private static final int CONNECT_MILLIS = 1000;

  private final String address;
  private final Duration patience;
  private final Duration patienceWithBus;
  private final KeyringItem item;

  SecretServiceKeyring(String address, Duration patience) {
    this(address, patience, PATIENCE_WITH_BUS, KeyringItem.SECRETS);
  }

  SecretServiceKeyring(
      String address, Duration patience, Duration patienceWithBus, KeyringItem item) {
    this.address = address;
    this.patience = patience;
    this.patienceWithBus = patienceWithBus;
    this.item = item;
  }

  /// The keyring of the user's session; empty if there is no session bus.
  ///
  /// @param environment the environment variables
  public static Optional<SecretServiceKeyring> find(Map<String, String> environment) {
    return address(environment).map(bus -> new SecretServiceKeyring(bus, PATIENCE));
  }

  /// The entry of ours in the same keyring, with the identities that open the sealed file.
  public SecretServiceKeyring ofIdentity() {
    return new SecretServiceKeyring(address, patience, patienceWithBus, KeyringItem.IDENTITY);
  }

  @Override
  public Optional<String> read() {
    return connected(
        entry -> entry.read().map(secret -> new String(secret, StandardCharsets.UTF_8)));
  }

  @Override
  public void write(String entry) {
    connected(
        keyring -> {
          keyring.write(entry.getBytes(StandardCharsets.UTF_8));
          return true;
        });
  }

  private <T> T connected(Function<SecretServiceEntry, T> work) {
    try (DBusConnection bus = connect()) {
      SecretService service =
          bus.getRemoteObject(SecretService.NAME, SecretService.PATH, SecretService.class);
      return work.apply(new SecretServiceEntry(bus, service, patience, item));
    } catch (DBusException | DBusExecutionException | IOException e) {
      throw noAnswer(e);
    }
  }

  private static KeyringUnavailable noAnswer(Throwable reason) {
    return new KeyringUnavailable(
        "the Secret Service does not answer: " + reason.getClass().getSimpleName(), reason);
  }

  /// If a bus accepts the connection and then stays silent, the library waits forever in a read
  /// that only an interrupt ends.
  private DBusConnection connect() {
    CompletableFuture<DBusConnection> made = new CompletableFuture<>();
    made.orTimeout(patienceWithBus.toMillis(), TimeUnit.MILLISECONDS);
    Thread connecting = Thread.ofVirtual().name("keyring").start(() -> connect(made));
    try {
      return made.join();
    } catch (CompletionException e) {
      connecting.interrupt();
      throw noAnswer(Objects.requireNonNullElse(e.getCause(), e));
    }
  }

  private void connect(CompletableFuture<DBusConnection> made) {
    try {
      DBusConnection bus =
          DBusConnectionBuilder.forAddress(address)
              .withShared(false)
              .transportConfig()
              .withTimeout(CONNECT_MILLIS)
              .back()
              .build();
      if (!made.complete(bus)) {
        bus.disconnect();
      }
    } catch (DBusException | RuntimeException e) {
      made.completeExceptionally(e);
    }
  }

  private static Optional<String> address(Map<String, String> environment) {
    String given = environment.getOrDefault("DBUS_SESSION_BUS_ADDRESS", "");
    return given.isEmpty()
        ? ofRuntimeFolder(environment.getOrDefault("XDG_RUNTIME_DIR", ""))
        : Stream.of(given.split(";")).filter(bus -> bus.startsWith("unix:")).findFirst();
  }

  private static Optional<String> ofRuntimeFolder(String folder) {
    try {
      Path bus = Path.of(folder).resolve("bus");
      return folder.isEmpty() || !Files.exists(bus)
          ? Optional.empty()
          : Optional.of("unix:path=" + bus);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}

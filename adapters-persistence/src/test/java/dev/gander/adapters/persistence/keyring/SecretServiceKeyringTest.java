package dev.gander.adapters.persistence.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.keyring.ScriptedSecretService.User;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class SecretServiceKeyringTest {
  private static final Map<String, String> OF_GOOSE =
      Map.of(
          "service", "goose",
          "username", "secrets",
          "target", "default",
          "application", "rust-keyring");

  @TempDir Path folder;
  private ScriptedSecretService service;
  private Keyring keyring;

  @BeforeEach
  void start() throws Exception {
    service = new ScriptedSecretService(folder);
    keyring = new SecretServiceKeyring(service.address, Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() throws IOException {
    service.close();
  }

  @Test
  void entryIsMadeAsGooseMakesItAndThenChanged() {
    assertEquals(Optional.empty(), keyring.read());

    keyring.write("{\"A\":\"größe ☂ 😀\"}");
    assertEquals(Optional.of("{\"A\":\"größe ☂ 😀\"}"), keyring.read());
    keyring.write("{}");

    assertEquals(Optional.of("{}"), keyring.read());
    assertEquals(1, service.entries.size());
    assertEquals(OF_GOOSE, service.entries.getFirst().attributes);
  }

  @Test
  void entryOfGooseIsFoundAmongOthers() {
    service.put(Map.of("service", "other", "username", "secrets"), "theirs");
    service.put(OF_GOOSE, "ours");

    assertEquals(Optional.of("ours"), keyring.read());
  }

  @Test
  void ourIdentityIsAnEntryBesideGooses() {
    keyring.write("{}");
    Keyring ours = new SecretServiceKeyring(service.address, Duration.ofSeconds(20)).ofIdentity();
    assertEquals(Optional.empty(), ours.read());

    ours.write("AGE-SECRET-KEY-1…");

    assertEquals(Optional.of("AGE-SECRET-KEY-1…"), ours.read());
    assertEquals(Optional.of("{}"), keyring.read());
    assertEquals(2, service.entries.size());
  }

  @Test
  void entryOfAnOlderVersionIsFoundAndKept() {
    service.put(Map.of("service", "goose", "username", "secrets"), "old");
    assertEquals(Optional.of("old"), keyring.read());

    keyring.write("new");

    assertEquals("new", service.entries.getFirst().value);
    assertEquals(1, service.entries.size());
  }

  @Test
  void lockedKeyringIsUnlockedByItsUser() {
    service.put(OF_GOOSE, "ours");
    service.locked = true;

    assertEquals(Optional.of("ours"), keyring.read());
  }

  @Test
  void lockedKeyringIsUnlockedForANewEntry() {
    service.locked = true;

    keyring.write("first");

    assertEquals("first", service.entries.getFirst().value);
  }

  @Test
  void keyringThatItsUserKeepsLockedIsUnavailable() {
    service.put(OF_GOOSE, "ours");
    service.locked = true;
    service.user = User.REFUSES;

    assertThrows(KeyringUnavailable.class, () -> keyring.read());
    assertThrows(KeyringUnavailable.class, () -> keyring.write("x"));
    assertEquals("ours", service.entries.getFirst().value);
  }

  @Test
  void nobodyIsWaitedForWithoutEnd() {
    service.locked = true;
    service.user = User.IS_AWAY;
    Keyring impatient = new SecretServiceKeyring(service.address, Duration.ofMillis(50));

    assertThrows(KeyringUnavailable.class, () -> impatient.write("x"));
    assertTrue(service.dismissed);
  }

  @Test
  void withoutADefaultKeyringNothingIsStored() {
    service.hasDefault = false;

    assertThrows(KeyringUnavailable.class, () -> keyring.write("x"));
  }

  @Test
  void busWithoutServiceOrNoBusIsUnavailable() {
    Keyring nowhere =
        new SecretServiceKeyring("unix:path=" + folder.resolve("none"), Duration.ofSeconds(1));

    assertThrows(KeyringUnavailable.class, nowhere::read);
  }

  @Test
  @Timeout(30)
  void busThatAcceptsAndSaysNothingIsHungUpOn() throws IOException {
    var address = UnixDomainSocketAddress.of(folder.resolve("silent"));
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(address);
      Keyring keyring =
          new SecretServiceKeyring(
              "unix:path=" + address,
              Duration.ofSeconds(20),
              Duration.ofMillis(100),
              KeyringItem.SECRETS);

      assertThrows(KeyringUnavailable.class, keyring::read);

      try (var visitor = silent.accept()) {
        Channels.newInputStream(visitor).readAllBytes();
      }
    }
  }

  @Test
  void busIsTheOneOfTheSession() throws IOException {
    assertTrue(SecretServiceKeyring.find(Map.of()).isEmpty());
    assertTrue(
        SecretServiceKeyring.find(Map.of("XDG_RUNTIME_DIR", folder.resolve("no").toString()))
            .isEmpty());
    assertTrue(
        SecretServiceKeyring.find(Map.of("DBUS_SESSION_BUS_ADDRESS", "autolaunch:")).isEmpty());
    Path runtime = Files.createDirectories(folder.resolve("run"));
    Files.createFile(runtime.resolve("bus"));
    assertTrue(
        SecretServiceKeyring.find(Map.of("XDG_RUNTIME_DIR", runtime.toString())).isPresent());
    assertTrue(
        SecretServiceKeyring.find(Map.of("DBUS_SESSION_BUS_ADDRESS", service.address)).isPresent());
  }
}

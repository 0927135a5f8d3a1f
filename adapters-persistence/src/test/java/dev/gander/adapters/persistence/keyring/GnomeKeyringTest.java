package dev.gander.adapters.persistence.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.testkit.GnomeKeyring;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GnomeKeyringTest {
  @TempDir Path home;
  private @Nullable GnomeKeyring gnome;

  @BeforeEach
  void start() {
    assumeTrue(GnomeKeyring.isInstalled());
    gnome = GnomeKeyring.start(home);
  }

  @AfterEach
  void stop() {
    if (gnome != null) {
      gnome.close();
    }
  }

  private SecretServiceKeyring keyring() {
    return new SecretServiceKeyring(gnome.address(), Duration.ofSeconds(5));
  }

  @Test
  void entryIsStoredForGooseAndForUs() {
    Keyring keyring = keyring();
    assertEquals(Optional.empty(), keyring.read());

    keyring.write("{\"A\":\"ü\"}");
    assertEquals(Optional.of("{\"A\":\"ü\"}"), keyring.read());
    keyring.write("{\"B\":1}");
    assertEquals(Optional.of("{\"B\":1}"), keyring.read());

    if (GnomeKeyring.hasProgram("secret-tool")) {
      assertEquals("{\"B\":1}", gnome.lookUp("goose", "secrets"));
    }
  }

  @Test
  void ourIdentityIsAnEntryOfItsOwn() {
    keyring().write("{}");
    Keyring identity = keyring().ofIdentity();
    assertEquals(Optional.empty(), identity.read());

    identity.write("AGE-SECRET-KEY-1A\nAGE-SECRET-KEY-1B\n");

    assertEquals(
        Optional.of("AGE-SECRET-KEY-1A\nAGE-SECRET-KEY-1B\n"), keyring().ofIdentity().read());
    assertEquals(Optional.of("{}"), keyring().read());
  }

  @Test
  void aKeyringThatIsGoneIsNoEmptyOne() {
    Keyring identity = keyring().ofIdentity();
    identity.write("AGE-SECRET-KEY-1A");
    gnome.close();

    assertThrows(KeyringUnavailable.class, identity::read);
  }
}

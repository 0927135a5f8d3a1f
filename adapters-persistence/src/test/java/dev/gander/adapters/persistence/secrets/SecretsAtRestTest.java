package dev.gander.adapters.persistence.secrets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.persistence.keyring.InMemoryKeyring;
import dev.gander.adapters.persistence.keyring.KeyringSecretStore;
import dev.gander.adapters.persistence.settings.FileSecretStore;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.testkit.keeping.InMemorySeals;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.SecretStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsAtRestTest implements SecretStoreContract {
  private static final String PLAIN = "# of the team\nKEY: sk-1 # paid\nOLD: o\n";

  @TempDir Path folder;
  private final InMemorySeals seals = new InMemorySeals();
  private final InMemoryIdentities identities = new InMemoryIdentities();
  private Path plain;
  private Path sealed;
  private SecretsAtRest atRest;

  @BeforeEach
  void open() {
    plain = folder.resolve("config/secrets.yaml");
    sealed = folder.resolve("config/secrets.yaml.age");
    identities.identities = seals.newIdentity();
    atRest = new SecretsAtRest(seals, identities, plain, null);
  }

  @Override
  public SecretStore secrets() {
    return atRest.open(Map.of("FROM_ENV", "from-env"));
  }

  private void ofGoose(String text) throws IOException {
    Files.createDirectories(plain.getParent());
    Files.writeString(plain, text);
  }

  @Test
  void whatIsOnTheDiskIsEncryptedAndForItsOwnerOnly() throws IOException {
    secrets().put("KEY", Json.of("sk-secret-text"));

    assertFalse(Files.readString(sealed, StandardCharsets.ISO_8859_1).contains("sk-"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(sealed)));
    assertFalse(Files.exists(plain));
  }

  @Test
  void secretsOfGooseMoveThereAndBackWithEveryComment() throws IOException {
    ofGoose(PLAIN);

    assertEquals(Optional.of(Json.of("sk-1")), secrets().find("KEY"));
    assertFalse(Files.exists(plain));
    assertTrue(atRest.decrypt());

    assertEquals(PLAIN, Files.readString(plain));
    assertFalse(Files.exists(sealed));
    assertFalse(atRest.decrypt());
  }

  @Test
  void whatGooseWritesBesideARunningServerIsTakenInAndTheOldValueKept() throws IOException {
    SecretStore secrets = secrets();
    secrets.put("KEY", Json.of("ours"));
    secrets.put("OURS", Json.of("x"));
    byte[] before = Files.readAllBytes(sealed);

    ofGoose("KEY: theirs\nTHEIRS: t\n");

    assertEquals(Set.of("KEY", "OURS", "THEIRS"), secrets.names());
    assertEquals(Optional.of(Json.of("theirs")), secrets.find("KEY"));
    assertFalse(Files.exists(plain));
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("config/secrets.yaml.age.old.1")));
  }

  @Test
  void plainFileIsKeptUntilItIsEncrypted() throws IOException {
    ofGoose("KEY: [1, sk-broken\n");

    StorageException failure = assertThrows(StorageException.class, this::secrets);

    assertFalse(failure.text().contains("sk-broken"), failure.text());
    assertEquals("KEY: [1, sk-broken\n", Files.readString(plain));
    assertFalse(Files.exists(sealed));

    ofGoose("- a list\n");
    assertThrows(StorageException.class, this::secrets);
    assertEquals("- a list\n", Files.readString(plain));
  }

  @Test
  void plainFileBehindALinkGoesToo() throws IOException {
    Path target = Files.writeString(folder.resolve("dotfile"), PLAIN);
    Files.createDirectories(plain.getParent());
    Files.createSymbolicLink(plain, target);

    assertEquals(Set.of("KEY", "OLD"), secrets().names());

    assertFalse(Files.exists(target));
    assertFalse(Files.isSymbolicLink(plain));
  }

  @Test
  void withAnotherIdentityNothingIsReadOrWritten() throws IOException {
    secrets().put("KEY", Json.of("x"));
    byte[] before = Files.readAllBytes(sealed);
    identities.identities = seals.newIdentity();
    ofGoose("NEW: n\n");

    StorageException failure = assertThrows(StorageException.class, this::secrets);

    assertTrue(failure.text().startsWith(sealed.toString()), failure.text());
    assertThrows(StorageException.class, atRest::encrypt);
    assertThrows(StorageException.class, atRest::decrypt);
    assertThrows(StorageException.class, atRest::rotate);
    assertArrayEquals(before, Files.readAllBytes(sealed));
    assertEquals("NEW: n\n", Files.readString(plain));
  }

  @Test
  void withoutAnIdentityNothingStartsAndNoneIsMadeForAFileThatHasOne() throws IOException {
    identities.identities = null;
    assertThrows(StorageException.class, this::secrets);
    assertFalse(Files.exists(sealed));

    atRest.encrypt();
    ofGoose(PLAIN);
    secrets();
    identities.identities = null;

    StorageException failure = assertThrows(StorageException.class, atRest::encrypt);
    assertTrue(failure.text().contains(sealed.toString()), failure.text());
    assertEquals(null, identities.identities);
    identities.identities = "# nothing\n";
    assertThrows(StorageException.class, atRest::encrypt);
    assertEquals("# nothing\n", identities.identities);
  }

  @Test
  void aDamagedFileIsLeftAlone() throws IOException {
    secrets().put("KEY", Json.of("x"));
    byte[] half = Arrays.copyOf(Files.readAllBytes(sealed), 50);
    SecretStore running = secrets();
    Files.write(sealed, half);

    assertThrows(StorageException.class, this::secrets);
    assertThrows(StorageException.class, () -> running.put("KEY", Json.of("y")));
    assertArrayEquals(half, Files.readAllBytes(sealed));
  }

  @Test
  void afterARotationTheOldIdentityOpensNothingNewAndARunningServerGoesOn() throws IOException {
    ofGoose(PLAIN);
    SecretStore running = secrets();
    assertEquals(Optional.of(Json.of("sk-1")), running.find("KEY"));
    String old = identities.identities;

    atRest.rotate();
    running.put("NEW", Json.of("n"));

    assertEquals(Set.of("KEY", "OLD", "NEW"), secrets().names());
    assertTrue(String.valueOf(identities.identities).endsWith(String.valueOf(old)));
    identities.identities = old;
    assertThrows(StorageException.class, this::secrets);
  }

  @Test
  void secretsInTheKeyringAreCopiedOnceAndGoBackThere() {
    InMemoryKeyring keyring = new InMemoryKeyring();
    keyring.entry = "{\"KEY\":\"of the keyring\",\"MORE\":1}";
    KeyringSecretStore ofGoose =
        new KeyringSecretStore(Map.of(), keyring, new InMemorySettings(), plain);
    SecretsAtRest besideKeyring = new SecretsAtRest(seals, identities, plain, ofGoose);

    SecretStore secrets = besideKeyring.open(Map.of());
    assertEquals(Optional.of(Json.of("of the keyring")), secrets.find("KEY"));
    secrets.remove("MORE");
    secrets.put("KEY", Json.of("changed"));
    assertEquals(Set.of("KEY"), besideKeyring.open(Map.of()).names());

    assertTrue(besideKeyring.decrypt());
    assertEquals("{\"KEY\":\"changed\",\"MORE\":1}", keyring.entry);
    assertFalse(Files.exists(sealed));
    assertFalse(Files.exists(plain));
  }

  @Test
  void gooseItselfReadsWhatComesBack() throws IOException {
    secrets().put("KEY", Json.of("sk: #'\""));
    atRest.decrypt();

    assertEquals(
        Optional.of(Json.of("sk: #'\"")), new FileSecretStore(Map.of(), plain).find("KEY"));
  }
}

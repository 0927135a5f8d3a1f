package dev.gander.adapters.persistence.keyring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.persistence.settings.FileSecretStore;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.SecretStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyringSecretStoreTest implements SecretStoreContract {
  @TempDir Path folder;
  private final InMemoryKeyring keyring = new InMemoryKeyring();
  private final InMemorySettings settings = new InMemorySettings();
  private Path file;
  private SecretStore secrets;

  @BeforeEach
  void open() {
    file = folder.resolve("config/secrets.yaml");
    secrets = open(settings);
  }

  @Override
  public SecretStore secrets() {
    return secrets;
  }

  @Test
  void secretsAreOneEntryAndInNoFile() {
    secrets.put("A", Json.of("x"));
    secrets.put("B", Json.of(7));

    assertEquals("{\"A\":\"x\",\"B\":7}", keyring.entry);
    assertFalse(Files.exists(file));
  }

  @Test
  void secretsOfTheFileMoveOverWithTheFirstWrite() {
    inFile().put("OLD", Json.of("o"));
    assertEquals(Optional.of(Json.of("o")), secrets.find("OLD"));

    secrets.put("NEW", Json.of("n"));

    assertEquals("{\"OLD\":\"o\",\"NEW\":\"n\"}", keyring.entry);
    assertEquals(Set.of("OLD"), inFile().names());
  }

  @Test
  void writeOfAnotherProgramIsNotLost() {
    secrets.put("A", Json.of("x"));
    keyring.entry = "{\"A\":\"x\",\"THEIRS\":\"t\"}";

    secrets.put("B", Json.of("y"));

    assertEquals("{\"A\":\"x\",\"THEIRS\":\"t\",\"B\":\"y\"}", keyring.entry);
  }

  @Test
  void withoutAKeyringTheFileTakesItsPlaceForGood() {
    keyring.available = false;

    secrets.put("A", Json.of("x"));
    keyring.available = true;
    secrets.put("B", Json.of("y"));

    assertEquals(Set.of("A", "B"), inFile().names());
    assertEquals(Optional.of(Json.of("x")), secrets.find("A"));
    assertEquals(null, keyring.entry);
  }

  @Test
  @Timeout(60)
  void userWhoKeepsTheKeyringLockedIsAskedOnceByAllWhoWait() throws InterruptedException {
    keyring.available = false;
    int all = keyring.answers.drainPermits();
    List<Thread> requests = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String key = "K" + i;
      requests.add(Thread.ofPlatform().start(() -> secrets.find(key)));
      requests.add(Thread.ofPlatform().start(() -> secrets.put(key, Json.of("x"))));
    }
    for (Thread request : requests) {
      while (request.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
    }

    keyring.answers.release(all);
    for (Thread request : requests) {
      request.join();
    }

    assertEquals(1, keyring.questions.get());
    assertEquals(Set.of("K0", "K1", "K2"), inFile().names());
  }

  @Test
  void whatTheKeyringSaidBeforeItWentIsNotLost() {
    keyring.entry = "{\"A\":\"x\",\"GONE\":\"g\"}";
    assertEquals(Optional.of(Json.of("x")), secrets.find("A"));
    keyring.available = false;

    secrets.remove("GONE");
    assertEquals(Optional.of(Json.of("x")), secrets.find("A"));

    assertEquals(Set.of("A"), inFile().names());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"A\": \"sk-secret\"", "[\"sk-secret\"]", "sk-secret"})
  void brokenEntryIsLeftAlone(String entry) {
    keyring.entry = entry;

    StorageException failure = assertThrows(StorageException.class, () -> secrets.find("A"));
    assertThrows(StorageException.class, () -> secrets.put("A", Json.of("x")));

    assertEquals("The entry of goose in the keyring is broken", failure.text());
    assertEquals(entry, keyring.entry);
    assertFalse(Files.exists(file));
  }

  @Test
  void settingSendsSecretsToTheFile() {
    for (Json value : new Json[] {Json.of(true), Json.of("true"), Json.of("1")}) {
      settings.put("GOOSE_DISABLE_KEYRING", value);
      secrets.put("A", value);
      assertEquals(Optional.of(value), inFile().find("A"));
    }
    settings.put("GOOSE_DISABLE_KEYRING", Json.of(false));
    assertEquals(null, keyring.entry);

    secrets.put("B", Json.of("y"));

    assertEquals("{\"A\":\"1\",\"B\":\"y\"}", keyring.entry);
  }

  @Test
  void anyValueOfTheVariableSendsSecretsToTheFile() {
    var environment = new InMemorySettings(Map.of("GOOSE_DISABLE_KEYRING", Json.of(false)));

    open(environment).put("A", Json.of("x"));

    assertEquals(Optional.of(Json.of("x")), inFile().find("A"));
    assertEquals(null, keyring.entry);
  }

  private SecretStore open(InMemorySettings with) {
    return new KeyringSecretStore(Map.of("FROM_ENV", "from-env"), keyring, with, file);
  }

  private SecretStore inFile() {
    return new FileSecretStore(Map.of(), file);
  }
}

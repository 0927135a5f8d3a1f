package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.testkit.store.SecretStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSecretStoreTest implements SecretStoreContract {
  @TempDir Path folder;
  private Path file;
  private SecretStore secrets;

  @BeforeEach
  void open() {
    file = folder.resolve("config/secrets.yaml");
    secrets = new FileSecretStore(Map.of("FROM_ENV", "from-env"), file);
  }

  @Override
  public SecretStore secrets() {
    return secrets;
  }

  @Test
  void fileIsForItsOwnerOnlyAlsoWhenItWasNot() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "OLD: abc\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    secrets.put("NEW", Json.of("x"));

    assertEquals("OLD: abc\nNEW: x\n", Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void lastSecretLeavesAnEmptyMap() throws IOException {
    secrets.put("S", Json.of("1234"));
    secrets.remove("S");

    assertEquals("{}\n", Files.readString(file));
  }

  @Test
  void brokenFileIsAnErrorThatTellsItsPlaceAndNoSecret() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "A: sk-secret\nB: [1, sk-secret\n");

    StorageException failure = assertThrows(StorageException.class, () -> secrets.find("A"));
    assertThrows(StorageException.class, () -> secrets.put("A", Json.of("x")));
    assertThrows(StorageException.class, () -> secrets.remove("A"));

    assertTrue(failure.text().matches("(?s).* at line \\d+ column \\d+"), failure.text());
    assertFalse(failure.text().contains("sk-secret"), failure.text());
    assertEquals("A: sk-secret\nB: [1, sk-secret\n", Files.readString(file));
    assertEquals(Optional.of(Json.of("from-env")), secrets.find("FROM_ENV"));
  }

  @Test
  void secretsOfGooseAreFound() throws IOException {
    Files.createDirectories(file.getParent());
    try (var sample =
        FileSecretStoreTest.class.getResourceAsStream("/samples/goose-1.52-secrets.yaml")) {
      Files.copy(sample, file);
    }
    assertEquals(Optional.of(Json.of("sk-sample-not-a-real-key")), secrets.find("OPENAI_API_KEY"));
  }
}

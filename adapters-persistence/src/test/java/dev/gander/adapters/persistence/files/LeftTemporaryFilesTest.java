package dev.gander.adapters.persistence.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.persistence.settings.FileSecretStore;
import dev.gander.domain.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A writer that is killed leaves all secrets in a temporary file; the next one removes it.
class LeftTemporaryFilesTest {
  private static final String NO_PROCESS = "999999999999";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "secrets.yaml.tmp.DEAD.0123abcd, 60, false",
    "secrets.yaml.tmp.DEAD.0123abcd, 0, true",
    "secrets.yaml.tmp.LIVING.0123abcd, 60, true",
    "secrets.yaml.tmp.LIVING.0123abcd, 1500, false",
    "secrets.yaml.tmp, 1500, true",
    "secrets.yaml.tmp.DEAD.of-the-user, 1500, true",
    "config.yaml.tmp.DEAD.0123abcd, 1500, true"
  })
  void onlyWhatNobodyWritesAnyMoreIsRemoved(String name, int minutes, boolean stays)
      throws IOException {
    String owner = String.valueOf(ProcessHandle.current().pid());
    Path left = folder.resolve(name.replace("DEAD", NO_PROCESS).replace("LIVING", owner));
    Files.writeString(left, "KEY: hunter2\n");
    Files.setLastModifiedTime(
        left, FileTime.from(Instant.now().minus(Duration.ofMinutes(minutes))));

    new FileSecretStore(Map.of(), folder.resolve("secrets.yaml")).put("KEY", Json.of("x"));

    assertEquals(stays, Files.exists(left));
  }
}

package dev.gander.adapters.persistence.settings;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// An error about a broken `secrets.yaml` says where, and nothing of what stands there.
class SecretsInErrorsTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          KEY: *hunter2secret            | found undefined alias at line 1 column 6
          KEY: !hunter2!secret           | found undefined tag handle at line 1 column 6
          KEY: "\\hunter2"               | not readable as YAML at line 1 column 8
          KEY: "\\xhunter2"              | not readable as YAML at line 1 column 9
          KEY: !<hunter2                 | not readable as YAML at line 1 column 15
          KEY: ¦hunter2                  | not readable as YAML at line 1 column 7
          KEY: [hunter2                  | expected ',' or ']', but got <stream end> at line 2 column 1
          KEY: hunter2: secret           | mapping values are not allowed here at line 1 column 13
          KEY: {hunter2: 1, hunter2: 2}  | a key comes twice at line 1 column 19
          %hunter2                       | expected '<document start>', but found '<stream end>' at line 2 column 1
          """)
  void nothingOfTheTextIsToldButItsPlace(String text, String problem) throws IOException {
    Path file = folder.resolve("secrets.yaml");
    Files.writeString(file, text.replace("¦", "|") + "\n");
    SecretStore secrets = new FileSecretStore(Map.of(), file);

    StorageException failure = assertThrows(StorageException.class, () -> secrets.find("KEY"));

    assertFalse(failure.text().contains("hunter2"), failure.text());
    assertTrue(failure.text().endsWith("secrets.yaml is broken: " + problem), failure.text());
    assertNull(failure.getCause());
  }
}

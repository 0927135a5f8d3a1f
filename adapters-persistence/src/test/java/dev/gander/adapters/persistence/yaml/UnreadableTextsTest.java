package dev.gander.adapters.persistence.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the parser stumbles over is an error of the file, with line and column.
class UnreadableTextsTest {
  @TempDir Path folder;

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("# 😀\nb: \u0001c", "a character is not allowed at line 2 column 4"),
        Arguments.of("a: \"\0\"", "a character is not allowed at line 1 column 5"),
        Arguments.of("a: 1\nb: \"\\UFFFFFFFF\"", "not readable as YAML at line 2 column 7"),
        Arguments.of("a: \"\\U00110000\"", "not readable as YAML at line 1 column 7"),
        Arguments.of(
            "%YAML 1.99999999999999\n---\na: 1", "not readable as YAML at line 1 column 23"),
        Arguments.of("a: |9999999999\n x", "not readable as YAML at line 1 column 6"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void placeIsTold(String text, String problem) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), text);

    StorageException failure =
        assertThrows(StorageException.class, () -> YamlFile.plain(file).read());

    assertEquals(file + " is broken: " + problem, failure.text());
  }
}

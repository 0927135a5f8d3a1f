package dev.gander.adapters.llm.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogLinesTest {
  private static final Path MODELS =
      Path.of("src/main/resources/dev/gander/adapters/llm/catalog/models");
  private static final int COLUMNS = 11;

  /// They are looked for as in a dictionary: a list in another order would lose lines.
  @Test
  void eachLineIsFound() throws IOException {
    int all = 0;
    for (String provider : providers()) {
      CatalogLines models = CatalogLines.models(provider).orElseThrow();
      for (String[] line : models.all().toList()) {
        assertEquals(COLUMNS, line.length, provider + " " + line[0]);
        assertArrayEquals(line, models.find(line[0]).orElseThrow(), provider + " " + line[0]);
        all++;
      }
    }
    assertTrue(all > 5000, all + " models");
  }

  private static List<String> providers() throws IOException {
    try (Stream<Path> files = Files.list(MODELS)) {
      return files.map(file -> file.getFileName().toString().replace(".tsv", "")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gpt-4o-min", "gpt-4o\t128000", "gpt-4o\n", "", "# Made", "a", "zzzz", "é"})
  void nothingElseIs(String model) {
    assertEquals(Optional.empty(), CatalogLines.models("openai").orElseThrow().find(model));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nope", "OpenAI", "open ai", "../services", "openai.tsv", "/etc/passwd", "é"})
  void otherProvidersHaveNone(String provider) {
    assertEquals(Optional.empty(), CatalogLines.models(provider));
  }
}

package dev.gander.adapters.llm.catalog;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogLinesTest {
  private final CatalogLines models = CatalogLines.models();

  /// It is looked for as in a dictionary: a list in another order would lose lines.
  @Test
  void eachLineIsFound() {
    List<String[]> all = new ArrayList<>();
    models.forEach(all::add);

    assertTrue(all.size() > 5000, all.size() + " models");
    for (String[] line : all) {
      assertArrayEquals(line, models.find(line[0], line[1]).orElseThrow(), line[0] + " " + line[1]);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "openai, gpt-4o-min",
    "openai, 'gpt-4o\t128000'",
    "openai, 'gpt-4o\n'",
    "openai, ''",
    "'', ''",
    "'# Limits', of",
    "aaaa, a",
    "zzzz, z",
    "ééé, é"
  })
  void nothingElseIs(String provider, String model) {
    assertEquals(Optional.empty(), models.find(provider, model));
  }
}

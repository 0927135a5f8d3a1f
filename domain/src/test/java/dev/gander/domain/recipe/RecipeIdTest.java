package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeIdTest {
  /// As goosed makes them, so that links of its clients work here.
  @ParameterizedTest
  @CsvSource({
    "/tmp/example.yaml, c6e727e36a9bb6d4",
    "a, 719b50b9a4f0e9f3",
    "'', 30406ea523c53def",
  })
  void anIdIsTheHashOfThePath(String path, String id) {
    assertEquals(id, RecipeId.ofText(path).text());
  }
}

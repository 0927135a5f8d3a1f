package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipeNameTest {
  @ParameterizedTest
  @CsvSource({
    "My Cool  Recipe!, my-cool-recipe",
    "' Ünïcode Größe 3.5/4 ', ünïcode-größe-354",
    "../../etc/x, etcx",
    "-- a_b --, ---ab---",
    "..\\..\\x, x",
    "!!!, untitled-recipe",
    "'', untitled-recipe",
    "'a\u00a0b\tc', a-b-c",
    "ünïcode ²③, ünïcode-²③",
  })
  void aNameKeepsLettersDigitsAndHyphensOfTheTitle(String title, String stem) {
    assertEquals(stem, RecipeName.ofTitle(title).stem());
  }

  /// Files have names of 255 bytes.
  @Test
  void aLongTitleIsCut() {
    assertEquals("字".repeat(66), RecipeName.ofTitle("字".repeat(90)).stem());
    assertEquals("a".repeat(200), RecipeName.ofTitle("a".repeat(201)).stem());
  }
}

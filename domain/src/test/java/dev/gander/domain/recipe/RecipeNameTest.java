package dev.gander.domain.recipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
  })
  void aNameKeepsLettersDigitsAndHyphensOfTheTitle(String title, String stem) {
    assertEquals(stem, RecipeName.ofTitle(title).stem());
  }
}

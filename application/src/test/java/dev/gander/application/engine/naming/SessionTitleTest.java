package dev.gander.application.engine.naming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTitleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      value = {
        "Fix the build ~ Fix the build",
        "`<think>\nAbout \"a lot of things\"?\n</think>\n\nFix  the\nbuild` ~ Fix the build",
        "<think>Fix the build ~ Fix the build",
        "Fix <br/> the build</title> ~ Fix the build",
        "\"Fix the build\" ~ \"Fix the build\"",
        "one two three four five six seven \"eight nine\" ~ eight nine",
        "one two three four five six \"seven eight\" ~ one two three four five six \"seven eight\"",
        "I first thought of \"Red builds\" but now say 'Fix the build' ~ Fix the build",
        "A good title for all of this would be 'a b c d e f g h' ~ a b c d e f g h",
        "What about 'a b c d e f g h i' ~ What about 'a b c d e f g h i'",
        "I think that the very best of all is \"Builds\" ~ I think that the very best of all is \"Builds\"",
        "It's what we'd do when the user's build isn't green ~ It's what we'd do when the user's build isn't green"
      })
  void aTitleIsTheAnswerWithoutThinkingAndTagsAndOfALongOneTheLastQuotedWords(
      String answer, String title) {
    assertEquals(Optional.of(title), SessionTitle.clean(answer));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "<think>Hm.</think>", "<br>"})
  void anAnswerThatSaysNothingIsNoTitle(String answer) {
    assertEquals(Optional.empty(), SessionTitle.clean(answer));
  }

  @Test
  void aTitleHasAtMost100CharactersWhateverTheirSizeInMemory() {
    assertEquals(Optional.of("🦆".repeat(100)), SessionTitle.clean("🦆".repeat(100)));
    assertEquals(Optional.of("🦆".repeat(97) + "..."), SessionTitle.clean("🦆".repeat(101)));
  }

  @Test
  void onlyTheEndOfAnEndlessAnswerCounts() {
    assertEquals(
        Optional.of("x".repeat(97) + "..."), SessionTitle.clean("early " + "x".repeat(32 * 1024)));
  }

  @ParameterizedTest
  @CsvSource({"'  find  out why\nit is slow', find out why it", "Hi, Hi", "' ', Simple task"})
  void withoutAModelTheFirstWordsAreTheTitle(String text, String title) {
    assertEquals(title, SessionTitle.ofFirstWords(text));
  }
}

package dev.gander.domain.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$ARGUMENTS!           | a 'b c' | a 'b c'!",
        "$ARGUMENTS[0], $1     | a 'b c' | a, a",
        "$ARGUMENTS[1], $2     | a 'b c' | b c, b c",
        "$first and $second    | a 'b c' | a and b c",
        "[$3][$0][$ARGUMENTS[9]] | a     | [][][]",
        "$1 costs $other $     | a       | a costs $other $",
        "$1$2                  | $2 $1   | $2$1",
        "$ARGUMENTSX $firsts 1 | a       | `$ARGUMENTSX $firsts 1\n\nARGUMENTS: a`",
        "plain                 | it's    | `plain\n\nARGUMENTS: it's`",
        "plain                 | ``      | plain",
        "$ARGUMENTS            | it's    | it's",
      })
  void valuesTakeTheirPlaces(String text, String line, String expected) {
    assertEquals(expected, skill(text).textFor(line));
  }

  @Test
  void wordsNeedTheirQuotes() {
    assertThrows(InvalidInput.class, () -> skill("$1").textFor("it's"));
  }

  private static Skill skill(String text) {
    Source source = new Source(Source.Kind.SKILL, "s", "", text, Path.of("/s/SKILL.md"));
    return new Skill(source, List.of("first", "second"), List.of());
  }
}

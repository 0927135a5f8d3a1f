package dev.gander.domain.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gander.domain.shell.ShellScript;
import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellWord;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextGlobTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a*c, abc, YES
          a*c, a/c, YES
          a*c, ac, YES
          a*c, ab, NO
          a?c, abc, YES
          a?c, ac, NO
          [a-c]x, bx, YES
          [a-c]x, dx, NO
          [!a-c]x, dx, YES
          []a]x, ]x, YES
          \\*, *, YES
          \\*, a, NO
          abc, $X, MAYBE
          *, $X, YES
          a*, a$X, YES
          a*, $X, MAYBE
          a*, b$X, NO
          abc, a$X, MAYBE
          abc, $X$Y, MAYBE
          abc, d$X, NO
          *b, a$X, MAYBE
          """)
  void textsAndGaps(String pattern, String word, Matched expected) {
    assertEquals(expected, TextGlob.ofText(pattern, false).match(OpenText.of(word(word))));
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          /a/*, /a/b, YES
          /a/*, /a/b/c, NO
          /a/**, /a/b/c, YES
          /a/**/c, /a/c, YES
          /a/**/c, /a/b/b/c, YES
          /a/**/c, /a/bc, NO
          **/.env, /.env, YES
          **/.env, /a/b/.env, YES
          **/.env, /a/b.env, NO
          **/.env, /a/*, MAYBE
          **/.env, /a/.e*, MAYBE
          **/.env, /a/*.txt, NO
          /a/*, /a/*, YES
          /a/**, /a/*, YES
          /a/b*, /a/*, MAYBE
          /a?b, /a/b, NO
          /a[!x]b, /a/b, NO
          """)
  void paths(String pattern, String path, Matched expected) {
    assertEquals(expected, TextGlob.ofPath(pattern, false).match(OpenText.of(word(path))));
  }

  @Test
  void capitalsMayCount() {
    assertEquals(Matched.NO, TextGlob.ofText("rm", false).match(OpenText.of("RM")));
    assertEquals(Matched.YES, TextGlob.ofText("rM", true).match(OpenText.of("Rm")));
    assertEquals(Matched.YES, TextGlob.ofText("[A-Z]", true).match(OpenText.of("q")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "a[b", "a\\", "[!]"})
  void whatIsMalformedIsAMistake(String pattern) {
    assertThrows(PolicyMistake.class, () -> TextGlob.ofText(pattern, false));
  }

  @Test
  void noPatternTakesLong() {
    TextGlob glob = TextGlob.ofText("*a".repeat(400) + "b", false);

    assertEquals(
        Matched.NO,
        assertTimeout(Duration.ofSeconds(20), () -> glob.match(OpenText.of("a".repeat(16_000)))));
    assertEquals(Matched.MAYBE, glob.match(OpenText.of("a".repeat(20_000))));
  }

  private static ShellWord word(String text) {
    var command = (ShellStep.Command) ShellScript.of("echo " + quoted(text)).steps().getFirst();
    return command.words().getLast();
  }

  /// Gaps stay gaps, and what would be a pattern in a plain text does not become one.
  private static String quoted(String text) {
    return text.contains("$") ? "\"" + text + "\"" : text.startsWith("/") ? text : "'" + text + "'";
  }
}

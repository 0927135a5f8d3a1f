package dev.gander.domain.shell;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptTest {
  /// `␊` is a line feed; after `=>` come the steps in their order, with `|` between them.
  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '§',
      textBlock =
          """
          git status && git diff | head -5; ls => git status|git diff|head -5|ls
          echo "a b" 'c;d' e\\ f => echo a b c;d e f
          r"m" -rf $'\\x78' => rm -rf x
          echo $X "$Y" ${Z} $(id) => echo $X $Y $Z …|id
          ls *.txt {a,b} => ls ….txt …
          A=1 B=2 make => make
          A=$(id) => id
          if a; then b; elif c; then d; else e; fi => a|b|c|d|e
          while a; do b; done; until c; do d; done => a|b|c|d
          for x in 1 2; do a $x; done => a $x
          ( a; { b; } ) => a|b
          ! a => a
          a > out 2>&1 < in => > out|< in|a
          a &> out >> more >| most <> both => > out|> more|> most|> both|a
          cat <<E > f␊text␊E␊ls => > f|cat|ls
          cat <<'E'␊$(a)␊E => cat
          sh -c 'a; b' x => sh -c a; b x|a|b
          bash -euo pipefail -c a => bash -euo pipefail -c a|a
          sh <<E␊a␊E => sh|a
          env -u A B=1 a x => env -u A B=1 a x|a x
          sudo -u me nohup a => sudo -u me nohup a|nohup a|a
          timeout -k 1 5 a => timeout -k 1 5 a|a
          xargs -0 a b => xargs -0 a b|a b …
          find . -exec a {} \\; -exec b {} + => find . -exec a {} ; -exec b {} +|a …|b …
          eval "a; b" => eval a; b|a|b
          a # b => a
          command -v git => command -v git
          busybox rm x => busybox rm x|rm x
          """)
  void aCommandLineIsTakenApart(String text, String steps) {
    ShellScript script = ShellScript.of(text.replace('␊', '\n'));

    assertEquals(steps, script.steps().stream().map(ShellStep::shown).collect(joining("|")));
    assertTrue(script.steps().stream().noneMatch(ShellStep.Unclear.class::isInstance));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n\n", "# nothing", "\\\n", "<<E\nE", ":"})
  void nothingMayBeDone(String text) {
    assertTrue(
        ShellScript.of(text).steps().stream()
            .allMatch(
                step ->
                    step instanceof ShellStep.Command command
                        && command.kind() == ShellStep.Kind.CARRIER));
  }

  @Test
  void whatIsFoundBeforeSomethingUnclearIsKept() {
    List<ShellStep> steps = ShellScript.of("rm x; case y in y) ls;; esac").steps();

    assertEquals("rm x", steps.getFirst().shown());
    assertTrue(steps.stream().anyMatch(ShellStep.Unclear.class::isInstance));
  }

  @Test
  void aCommandWithAnUnclearOptionIsStillKnown() {
    var step = (ShellStep.Unclear) ShellScript.of("LD_PRELOAD=x git push").steps().getFirst();

    assertEquals(List.of("git", "push"), step.words().stream().map(ShellWord::shown).toList());
  }

  /// A model may write anything: no text takes long, or more stack than there is.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "{",
        "}",
        "[",
        "]",
        "(",
        ")",
        "$(",
        "`",
        "\"",
        "'",
        "\\",
        "$",
        "${",
        "${x:-",
        "$((",
        "<",
        ">",
        "<<E ",
        "<(",
        "|",
        "&",
        ";",
        "\n",
        " ",
        "#",
        "*",
        "?",
        "!",
        "~",
        "=",
        "A=",
        "a;",
        "a|",
        "$'",
        "\\\n",
        "\"$(",
        "{a,",
        "[a",
        "if ",
        "sh -c ",
        "env ",
        "sudo ",
        "eval ",
        "xargs ",
        "find -exec ",
        "a b ",
        "<<E\n",
        "$x",
        "\"$x\" ",
        "sed s/a/",
        "for x in "
      })
  void noTextTakesLong(String piece) {
    for (String text :
        List.of(piece.repeat(131_072 / piece.length()), "a " + piece.repeat(10_000) + " b")) {
      ShellScript script =
          assertTimeout(Duration.ofSeconds(10), () -> ShellScript.of(text), () -> piece);
      assertTrue(script.steps().size() <= 2 * ShellScript.MOST_STEPS + 10, piece);
    }
  }

  @Test
  void whatIsTooLongIsUnclear() {
    List<ShellStep> steps = ShellScript.of("a".repeat(131_073)).steps();

    assertEquals(1, steps.size());
    assertTrue(steps.getFirst() instanceof ShellStep.Unclear);
    assertFalse(steps.getFirst().shown().length() > 201);
  }
}

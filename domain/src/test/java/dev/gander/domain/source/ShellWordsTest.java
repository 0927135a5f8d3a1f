package dev.gander.domain.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.error.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellWordsTest {
  @Test
  void wordsAreSplitAsInAShell() {
    assertEquals(List.of(), ShellWords.of("  "));
    assertEquals(List.of("a", "b"), ShellWords.of(" a\t b\n"));
    assertEquals(List.of("x y", "z"), ShellWords.of("\"x y\" z"));
    assertEquals(List.of("a b\"c"), ShellWords.of("'a b\"c'"));
    assertEquals(List.of("a\"b\\n"), ShellWords.of("\"a\\\"b\\n\""));
    assertEquals(List.of("--k=v w"), ShellWords.of("--k='v w'"));
    assertEquals(List.of("", "x"), ShellWords.of("'' x"));
    assertEquals(List.of("a b"), ShellWords.of("a\\ b\\"));
  }

  @Test
  void aQuoteHasToBeClosed() {
    assertThrows(InvalidInput.class, () -> ShellWords.of("it's"));
    assertThrows(InvalidInput.class, () -> ShellWords.of("\"x\\\""));
  }
}

package dev.gander.domain.hook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class HookMatcherTest {
  @Test
  void anExpressionIsFoundAnywhere() {
    assertTrue(matches("rm|mv", "sudo rm -r x"));
    assertFalse(matches("^rm", "sudo rm -r x"));
    assertTrue(matches("", ""));
    assertTrue(HookMatcher.ALL.matches("anything"));
    assertEquals(Optional.empty(), HookMatcher.parse("*"));
  }

  @Test
  void aSearchThatExplodesFindsNothing() {
    assertFalse(matches("(a+)+$", "a".repeat(4_000) + "b"));
    assertFalse(matches("(a|aa)+$", "a".repeat(1_000_000) + "b"));
  }

  private static boolean matches(String expression, String text) {
    return HookMatcher.parse(expression).orElseThrow().matches(text);
  }
}

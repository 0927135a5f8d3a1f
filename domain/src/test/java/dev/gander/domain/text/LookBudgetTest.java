package dev.gander.domain.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LookBudgetTest {
  @Test
  void searchesShareTheBudget() {
    LookBudget budget = new LookBudget(10);

    assertEquals('b', budget.over("abc").charAt(1));
    CharSequence another = budget.over("0123456789");
    for (int i = 0; i < 9; i++) {
      assertEquals('0' + i, another.charAt(i));
    }
    assertThrows(LookBudget.Exhausted.class, () -> another.charAt(9));
    assertThrows(LookBudget.Exhausted.class, () -> budget.over("x").charAt(0));
  }

  @Test
  void whatIsFoundIsPartOfTheText() {
    Matcher found = Pattern.compile("l+(o)").matcher(new LookBudget(1_000).over("hello"));

    assertTrue(found.find());
    assertEquals("llo", found.group());
    assertEquals("o", found.group(1));
    assertEquals("hello", new LookBudget(0).over("hello").toString());
  }

  @Test
  void searchThatExplodesEnds() {
    Matcher slow =
        Pattern.compile("^(.*a){14}b$").matcher(new LookBudget(100_000).over("a".repeat(60)));

    assertThrows(LookBudget.Exhausted.class, slow::find);
  }
}

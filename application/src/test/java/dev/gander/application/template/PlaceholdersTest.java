package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {
  @Test
  void namesAreFound() {
    Placeholders all = Placeholders.of("{{ b }} {{a}} {{\n_c9\t}} {{ a }} { d } }}");

    assertEquals(Set.of("a", "b", "_c9"), all.names());
    assertTrue(all.areAll());
    assertTrue(Placeholders.of("").areAll());
  }

  @Test
  void otherTagsAreNotPlaceholders() {
    for (String tag : new String[] {"{{ a.b }}", "{{ 9 }}", "{{-a}}", "{{a-}}", "{%a%}", "{#a#}"}) {
      Placeholders both = Placeholders.of(tag + "{{ a }}");

      assertFalse(both.areAll(), tag);
      assertEquals(Set.of("a"), both.names(), tag);
      assertEquals(tag + "1", both.fill(Map.of("a", "1")), tag);
    }
  }

  @Test
  void aValueIsPutInAsItIs() {
    assertEquals(
        "x {{ b }}$0\\ y {{ b }}",
        Placeholders.of("x {{ a }} y {{ b }}").fill(Map.of("a", "{{ b }}$0\\")));
  }

  @Test
  void aTagMustBeClosed() {
    assertEquals(
        "unclosed {{ (in line 2)",
        assertThrows(TemplateException.class, () -> Placeholders.of("\n{{ a")).text());
  }
}

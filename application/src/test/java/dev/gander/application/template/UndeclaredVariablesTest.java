package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that MiniJinja gave.
class UndeclaredVariablesTest {
  private static List<String> undeclared(String template) {
    return List.copyOf(Rendered.loading(template, Map.of()).undeclared());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      value = {
        "{{ b }}{{ a }}{{ b }}§a b",
        "text§",
        "{{ a | upper }}{{ a | default(b) | replace(c, 'x') }}§a b c",
        "{{ a if b else c }}{{ d ~ e }}{{ not f }}{{ [g, {h: i}] }}§a b c d e f g h i",
        "{{ a is defined }}{{ b is eq(c) }}{{ (d | default([]))[e] }}{{ a < b < j }}§a b c d e j",
        "{% if a %}{% elif b %}{{ c }}{% else %}{{ d }}{% endif %}§a b c d",
        "{% for x in a if y %}{{ x }}{{ loop.index }}{% else %}{{ x }}{{ loop }}{% endfor %}{{ z }}§"
            + "a loop x y z",
        "{% for x in x %}{{ x }}{% endfor %}§x",
        "{% for a, b in c %}{{ a }}{{ b }}{% endfor %}{{ a }}§a c",
        "{% set y = 1 %}{{ y }}{% set z = w %}§w",
        "{{ y }}{% set y = 1 %}§y",
        "{% set y = y | default(1) %}{{ y }}§",
        "{% if a %}{% set y = 1 %}{% endif %}{{ y }}§a y",
        "{% set y %}{{ a }}{% endset %}{{ y }}§a",
        "{% with y = a, z = y %}{{ y }}{{ z }}{% endwith %}{{ z }}§a z",
        "{% block p %}{{ a }}{% endblock %}{{ p }}§a p",
        "{{ self }}{{ true }}{{ none }}§",
        "{% raw %}{{ a }}{% endraw %}{# {{ b }} #}{{ '{{ c }}' }}§",
        "{{ (a | default({})).b is defined }}§a",
        "{{ a[b | d(0):c | d(1):d | d(2)] }}§a b c d",
        "{{ recipe_dir }}/{{ x }}§recipe_dir x",
      })
  void findsWhatIsUsedButNotSet(String template, String expected) {
    List<String> names = expected == null ? List.of() : List.of(expected.split(" "));
    assertEquals(names, undeclared(template));
  }

  @Test
  void membersCountWithTheirOwner() {
    assertEquals(List.of("a"), undeclared("{% if a %}{{ a.b.c }}{{ a['d'] }}{% endif %}"));
  }

  @Test
  void templatesThatAreLoadedCount() {
    Map<String, String> others =
        Map.of(
            "base", "{{ a }}{% block p %}{{ b }}{% endblock %}{% include 'part' %}",
            "part", "{{ c }}",
            "other", "{{ d }}");
    String template =
        "{% extends 'base' %}{% block p %}{{ e }}{% endblock %}{% if f %}{% include 'other' %}{% endif %}";

    // As in goosed, what is loaded behind a condition counts if it holds without variables.
    assertEquals(
        List.of("a", "b", "c", "e", "f"),
        List.copyOf(Rendered.loading(template, others).undeclared()));
  }

  @Test
  void aTemplateThatFailsWithoutVariablesIsRefused() {
    assertThrows(TemplateException.class, () -> undeclared("{{ a.b }}"));
    assertThrows(TemplateException.class, () -> undeclared("{{ my-var }}"));
    assertThrows(TemplateException.class, () -> undeclared("{% include 'nope' %}"));
    assertThrows(TemplateException.class, () -> undeclared("{{ a | nope }}"));
  }
}

package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.template.Template.Whitespace;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  private static final JsonObject VARIABLES =
      JsonObject.builder()
          .put("name", "Ada")
          .put("empty", "")
          .put("n", 3)
          .put("yes", true)
          .put("nothing", JsonNull.NULL)
          .put("list", JsonArray.ofTexts(List.of("a", "b", "c")))
          .put("map", JsonObject.builder().put("k", "v").put("l", 2).build())
          .build();

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "plain { text }§plain { text }",
        "{{ name }}§Ada",
        "{{name|upper}} {{ name | lower }}§ADA ada",
        "{{ missing }}§",
        "{{ missing | default('x') }}{{ empty | default('x') }}{{ empty | default('x', true) }}§xx",
        "{{ map.k }}{{ map['l'] }}{{ list[1] }}{{ list[-1] }}{{ map.none }}§v2bc",
        "{% if name == 'Ada' %}1{% elif yes %}2{% else %}3{% endif %}§1",
        "{% if missing %}1{% elif yes and not empty %}2{% else %}3{% endif %}§2",
        "{% if 'a' in list and 'd' not in list %}in{% endif %}§in",
        "{% if n > 2 and n <= 3 and n != 4 %}{{ n + 1 }}{{ n * 2 - 1 }}{{ n // 2 }}{% endif %}§451",
        "{% for x in list %}{{ loop.index }}{{ x }}{% if not loop.last %},{% endif %}{% endfor %}§1a,2b,3c",
        "{% for k, v in map %}{{ k }}={{ v }};{% endfor %}§k=v;l=2;",
        "{% for x in missing %}x{% else %}none{% endfor %}§none",
        "{% set y = name ~ '!' %}{{ y }}§Ada!",
        "{% raw %}{{ name }}{% endraw %}§{{ name }}",
        "a{# {{ comment }} #}b§ab",
        "a  {{- name -}}  b§aAdab",
        "{{ 'x' if yes else 'y' }}{{ 'x' if empty }}§x",
        "{{ '{{x}}' }}§{{x}}",
        "{{ list | join('-') }} {{ list | length }} {{ list | first }}§a-b-c 3 a",
        "{{ map | tojson }}§{\"k\": \"v\", \"l\": 2}",
        "{{ yes }} {{ nothing }} {{ list }}§true none [\"a\", \"b\", \"c\"]",
        "{{ missing is defined }}{{ name is defined }}{{ missing is not defined }}§falsetruetrue",
        "{{ 'a b' | title }} {{ 'x-y' | replace('-', '+') }}§A B x+y",
      })
  void rendersAsJinjaDoes(String template, String expected) {
    assertEquals(
        expected == null ? "" : expected,
        Template.parse(template, Whitespace.KEEP).render(VARIABLES));
  }

  /// The unkind examples: both sides of each bound, values of two kinds, empty tags.
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{ n < 3 }} {{ n <= 3 }} {{ n > 3 }} {{ n >= 3 }}§false true false true",
        "{{ n < 4 }} {{ n <= 2 }} {{ n > 2 }} {{ n >= 4 }}§true false true false",
        "{{ name < 'Adb' }} {{ name < 'Ada' }}§true false",
        "{{ n == 3.0 }} {{ n == '3' }} {{ '3' == n }} {{ n != 3.0 }}§true false false false",
        "{{ list[0] }}{{ list[2] }}{{ list[3] }}{{ list[-3] }}{{ list[-4] }}§aca",
        "{{ list['x'] }}{{ n['x'] }}{{ map[0] }}§",
        "{{ 7 // 2 }} {{ 7 % 2 }} {{ -7 // 2 }} {{ 1 / 4 }}§3 1 -4 0.25",
        "{{ list + list }} {{ 'a' + 'b' }}§[\"a\", \"b\", \"c\", \"a\", \"b\", \"c\"] ab",
        "{{ 'k' in map }} {{ 'v' in map }} {{ 'd' in name }} {{ 3.0 in [n] }}§true false true true",
        "{{ 'x' not in list }} {{ not yes in list }}§true true",
        "{{ yes and name }} {{ empty and name }} {{ empty or name }}§Ada  Ada",
        "a{##}b§ab",
        "{§{",
        "a{§a{",
        "{{ 'it\\'s' }}{{ \"}}\" }}§it's}}",
        "{% raw -%}  x  {%- endraw %}  y§x  y",
      })
  void boundsAreJinjasToo(String template, String expected) {
    rendersAsJinjaDoes(template, expected);
  }

  @Test
  void theMistakeIsNamedWithItsLine() {
    assertProblem("unexpected `b`", "{{ a b }}");
    assertProblem("unexpected end of expression", "{{ 1 + }}");
    assertProblem("line 2", "a\n{% nope %}");
    assertProblem("line 4", "{% raw %}\n\n{% endraw %}\n{{ a b }}");
    assertProblem("division by zero", "{{ n // 0 }}");
    assertProblem("division by zero", "{{ n % 0 }}");
  }

  private static void assertProblem(String expected, String template) {
    var failure =
        assertThrows(
            TemplateException.class,
            () -> Template.parse(template, Whitespace.KEEP).render(VARIABLES));
    assertTrue(failure.text().contains(expected), failure.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ name", "{% if x %}", "{% endif %}", "{% for x %}{% endfor %}", "{% nope %}",
            "{{ a b }}",
        "{{ 'x }}", "{{ 1 + }}", "{% raw %}", "{{ name | nope }}", "{{ missing.x }}", "{{ n / 0 }}",
        "{{ missing + 1 }}", "{% for x in n %}{% endfor %}", "{{ }}", "{% if x %}{% endfor %}",
      })
  void refusesWhatIsNoTemplate(String template) {
    assertThrows(
        TemplateException.class, () -> Template.parse(template, Whitespace.KEEP).render(VARIABLES));
  }

  @Test
  void namesTheLineOfTheMistake() {
    var failure =
        assertThrows(TemplateException.class, () -> Template.parse("a\nb\n{{ x", Whitespace.KEEP));
    assertTrue(failure.text().contains("line 3"), failure.text());
  }

  @Test
  void tagsOfPromptsLeaveNoEmptyLines() {
    String prompt = "a\n{% if yes %}\n  {% if name %}\nb\n  {% endif %}\n{% endif %}\nc {{ n }}\nd";
    assertEquals("a\nb\nc 3\nd", Template.parse(prompt, Whitespace.TRIM_TAGS).render(VARIABLES));
    assertEquals(
        "a\n\n  \nb\n  \n\nc 3\nd", Template.parse(prompt, Whitespace.KEEP).render(VARIABLES));
  }

  @Test
  void valuesAreNeverTemplatesThemselves() {
    assertEquals(
        "{{ name }}",
        Template.parse("{{ x }}", Whitespace.KEEP)
            .render(JsonObject.of("x", Json.of("{{ name }}"))));
  }
}

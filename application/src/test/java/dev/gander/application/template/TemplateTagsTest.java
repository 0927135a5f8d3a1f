package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.template.Template.Whitespace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that MiniJinja gave.
class TemplateTagsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{% for x in list %}{{ loop.index }}/{{ loop.index0 }}/{{ loop.revindex }}/{{ loop.revindex0 }} {% endfor %}§"
            + "1/0/3/2 2/1/2/1 3/2/1/0 ",
        "{% for x in list %}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.depth }}{{ loop.depth0 }} {% endfor %}§"
            + "truefalse310 falsefalse310 falsetrue310 ",
        "{% for x in list %}{{ loop.previtem }}{{ x }}{{ loop.nextitem }} {% endfor %}§bA bAc Ac ",
        "{% for x in list %}{{ loop.cycle('a', 'b') }}{% endfor %}§aba",
        "{% for x in [1, 1, 2] %}{{ loop.changed(x) }} {% endfor %}§true false true ",
        "{% for x in list if x != 'A' %}{{ loop.index }}{{ x }}{{ loop.length }} {% endfor %}§1b2 2c2 ",
        "{% for x in list if x == 'z' %}x{% else %}none{% endfor %}§none",
        "{% for x in list %}{% for y in [1, 2] %}{{ loop.index }}{% endfor %}{{ loop.index }} {% endfor %}§121 122 123 ",
        "{% for c in 'aö' %}<{{ c }}>{% endfor %}{% for x in none %}x{% endfor %}§<a><ö>",
        "{% for k in map %}{{ k }}{% endfor %}{% for k, v in map | items %}{{ k }}{{ v }}{% endfor %}§klkvl2",
        "{% for a, (b, c) in [[1, [2, 3]]] %}{{ a }}{{ b }}{{ c }}{% endfor %}§123",
        // What is set in a loop is seen in its next round, but not behind it.
        "{% for x in [1, 2] %}[{{ y }}]{% set y = x %}{% endfor %}[{{ y }}]§[][1][]",
        "{% if yes %}{% set y = 1 %}{% endif %}{{ y }}§1",
        "{% set a, b = [1, 2] %}{{ a }}{{ b }}{% set c = 1, 2 %}{{ c }}§12[1, 2]",
        "{% set x %}a{{ name }}{% endset %}{{ x }}{{ x | length }}{{ x is safe }}§aAda4true",
        "{% set x | upper | trim %} a{{ name }} {% endset %}{{ x }}§AADA",
        "{% with x = 1, y = name %}{{ x }}{{ y }}{% endwith %}{{ x }}{% with %}a{% endwith %}§1Adaa",
        "{% with a = 1, b = a %}{{ b }}{% endwith %}§1",
        "{% if no %}a{% elif none %}b{% elif yes %}c{% else %}d{% endif %}§c",
        "{% if name == 'Ada' and not empty %}{% else %}x{% endif %}.§.",
        "{%if yes%}{%else%}{%endif%}{%- set x=1 -%}  {{x}}§1",
        "a  {%- if yes +%}  b  {%+ endif -%}  c§a  b  c",
        "a {{- name -}} b {{+ name +}} c§aAdab Ada c",
        "a {#- c -#} b{#+ c +#} d§ab d",
        "{% raw %}{{ a }}{% b %}{# c #}{% endraw %}§{{ a }}{% b %}{# c #}",
        "a {%- raw -%} {{ b }} {%- endraw -%} c§a{{ b }}c",
        "{%raw%}x{%endraw%}{% raw +%} y {%+ endraw %}§x y ",
        "{{ {'a': {'b': 1}} }}{{ '%}' }}{% set x = '}}' %}{{ x }}§{\"a\": {\"b\": 1}}%}}}",
        "{% block a %}x{% endblock %}{% block b %}{{ name }}{% endblock b %}§xAda",
      })
  void rendersTagsAsMiniJinjaDoes(String template, String expected) {
    assertEquals(expected, Rendered.lenient(template));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      value = {
        "{% nope %}§unknown tag `nope`",
        "{% nope ? %}§unknown tag `nope`",
        "{% macro m() %}{% endmacro %}§unknown tag `macro`",
        "{% %}§unknown tag ``",
        "{% if yes %}§missing `endif`",
        "{% if yes %}{% endfor %}§`endfor` instead of `endif`",
        "{% if yes %}{% else %}{% elif yes %}{% endif %}§`elif` instead of `endif`",
        "{% if yes %}{% else yes %}{% endif %}§unexpected `yes`",
        "{% if %}{% endif %}§unexpected end of expression",
        "{% endif %}§unexpected tag `endif`",
        "{% for x in list %}§missing `endfor`",
        "{% for in list %}{% endfor %}§unexpected `list`",
        "{% for x list %}{% endfor %}§unexpected `list`",
        "{% for loop in list %}{% endfor %}§`loop` cannot be set",
        "{% for x in list recursive %}{% endfor %}§loops cannot be recursive",
        "{% for a, b in list %}{% endfor %}§a text has not 2 parts for as many names",
        "{% for a, b in [[1]] %}{% endfor %}§a list has not 2 parts for as many names",
        "{% for x in 5 %}{% endfor %}§cannot loop over a number",
        "{% for x in list %}{{ loop.nope() }}{% endfor %}§unknown method `loop.nope`",
        "{% for x in list %}{{ loop.cycle() }}{% endfor %}§`loop.cycle` needs values",
        "{% set true = 1 %}§`true` cannot be set",
        "{% set a.b = 1 %}§unexpected `.`",
        "{% set x = %}§unexpected end of expression",
        "{% set x %}§missing `endset`",
        "{% with x %}{% endwith %}§unexpected end of expression",
        "{% block a %}{% endblock b %}§unexpected `b`",
        "{% block a %}{% endblock %}{% block a %}{% endblock %}§there are two blocks `a`",
        "{% block a %}{% block a %}{% endblock %}{% endblock %}§there are two blocks `a`",
        "{% raw %}§unclosed raw block",
        "{# a§unclosed {#",
        "{% include 'a' ignore %}§unexpected end of expression",
      })
  void saysWhatIsWrong(String template, String problem) {
    assertEquals(problem + " (in line 1)", Rendered.problem(template));
  }

  @Test
  void aMistakeIsFoundInItsLine() {
    assertEquals(
        "`x` is undefined (in line 3)",
        Rendered.problem(Rendering.STRICT, "a\n{% if yes %}\n{{ x }}\n{% endif %}"));
    assertEquals(
        "missing `endif` (in line 2)",
        Rendered.problem("\n{% if yes %}\n{% for x in y %}{% endfor %}"));
  }

  @Test
  void theLastLineBreakOfAFileIsNotMeant() {
    assertEquals("a", Rendered.lenient("a\n"));
    assertEquals("a\n", Rendered.lenient("a\n\n"));
    assertEquals("a", Rendered.lenient("a\r\n"));
    assertEquals("", Rendered.lenient("\n"));
  }

  @Test
  void aPlusSignKeepsTheSpaceAroundTagsOfPrompts() {
    String prompt = "a\n  {%+ if true %}\n  {% if true +%}\nb\n{% endif %}\n{% endif %}\n";
    assertEquals(
        "a\n  \nb\n", Template.parse(prompt, Whitespace.TRIM_TAGS).render(Rendered.VARIABLES));
  }
}

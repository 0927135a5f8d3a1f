package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.template.Template.Whitespace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralBracesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "{{name}}",
        "{{ name }} {{\tname_2 }}",
        "{{ if }}",
        "{{ a.b }} {{ my-var }} {{ x | upper }} {{ x | nope }} {{ f(1) }} {{- x -}}",
        "{{'{{x}}'}}",
        "{{ \"a b }}",
        "{% if a b %}",
        "{# {{ c }} #}",
        "{{ not closed",
        "{{ over\ntwo lines }}",
        "}} {{",
        "{% raw %}{{ my var }}{% endraw %}",
        "{%- raw -%}\n{{ my var }}\n{%- endraw -%} {{ x }}",
        "{% raw %}{{ my var }}",
        "{{ a b {% endraw %} }}",
        "{{% endraw %} a b }}",
      })
  void expressionsStay(String text) {
    assertEquals(text, LiteralBraces.protect(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{my var}}",
        "{{ }}",
        "{{}}",
        "{{a}_{b}}",
        "{{ 1 + }}",
        "{{ #x }}",
        "{{ größe }}",
        "{{ a ? b : c }}",
        "{{ x | }}",
      })
  void whatIsNoExpressionIsText(String braces) {
    String text = LiteralBraces.protect("a " + braces + " b " + braces + "\n");

    String raw = "{% raw %}" + braces + "{% endraw %}";
    assertEquals("a " + raw + " b " + raw + "\n", text);
    assertEquals(
        "a " + braces + " b " + braces,
        Template.parse(text, Whitespace.KEEP).render(Rendered.VARIABLES));
    assertEquals(text, LiteralBraces.protect(text));
  }

  @Test
  void theFirstClosingBracesEndIt() {
    assertEquals("{% raw %}{{{x}}{% endraw %}}", LiteralBraces.protect("{{{x}}}"));
    assertEquals("{% raw %}{{ a ~ '}}{% endraw %}' }}", LiteralBraces.protect("{{ a ~ '}}' }}"));
    assertEquals("{{ a\n{% raw %}{{ b c }}{% endraw %}", LiteralBraces.protect("{{ a\n{{ b c }}"));
    assertEquals("{% raw %}{{{{ a }}{% endraw %}", LiteralBraces.protect("{{{{ a }}"));
  }

  @Test
  void textInARawBlockIsLeftAloneAndTextBehindItIsNot() {
    assertEquals(
        "{% raw %}{{ a b }}{% endraw %}{% raw %}{{ c d }}{% endraw %}",
        LiteralBraces.protect("{% raw %}{{ a b }}{% endraw %}{{ c d }}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{",
        "{{ a b }}",
        "{{\n",
        "{% raw %}",
        "{% raw %}{% endraw %}",
        "{%",
        "}}",
        "{{}",
        "{{ a b"
      })
  void aLongTextTakesNoLongTime(String part) {
    String text = part.repeat(200_000 / part.length());

    assertTimeout(
        Duration.ofSeconds(10), () -> assertTrue(LiteralBraces.protect(text).contains(part)));
  }
}

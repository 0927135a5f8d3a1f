package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.template.Template.Whitespace;
import dev.gander.domain.json.JsonObject;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Strictness, limits, and what is done to printed texts.
class RenderingTest {
  private static final Rendering MARKED = Rendering.LENIENT.printing(text -> "‹" + text + "›");

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      value = {
        "{{ x }}§x",
        "{{ map.x }}§map.x",
        "{{ list[9] }}§list[…]",
        "{{ [] | first }}§… | first",
        "{% for i in x %}{% endfor %}§x",
        "{% for i in list %}{{ loop.nextitem }}{% endfor %}§loop.nextitem",
        "{% if x %}{% endif %}§x",
        "{% if name and x %}{% endif %}§x",
        "{{ not x }}§x",
        "{{ 'a' if x else 'b' }}§x",
        "{{ x == 1 }}§x",
        "{{ 1 != map.x }}§map.x",
        "{{ x < 1 }}§x",
        "{{ 1 < n < x }}§x",
        "{{ x in list }}§x",
        "{{ 1 in x }}§x",
        "{{ x ~ 'a' }}§x",
        "{{ x | upper }}§x",
        "{{ x | length }}§x",
        "{{ x | join }}§x",
        "{{ x | int }}§x",
        "{{ name | replace(x, 'a') }}§x",
        "{{ x | safe }}§x",
        "{{ x | e }}§x",
        "{{ x[1:] }}§x",
        "{{ [x] | join }}§x",
        "{{ name | default('a', x) }}§x",
        "{{ y | default(x) }}§x",
        "{% set y = x %}{{ y }}§x",
        "{{ x is startingwith 'a' }}§x",
      })
  void strictRenderingNamesWhatIsUndefined(String template, String name) {
    assertEquals(
        "`" + name + "` is undefined (in line 1)", Rendered.problem(Rendering.STRICT, template));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      value = {
        "{{ x is defined }}{{ x is undefined }}{{ map.x is defined }}§falsetruefalse",
        "{{ x | default('a') }}{{ map.x | d('b') }}{{ x | default('c', true) }}§abc",
        "{{ 'a' if x is defined else 'b' }}{{ 'c' if false }}.§b.",
        "{% if x is defined and x %}a{% else %}b{% endif %}§b",
        "{% set y = x %}{{ y is defined }}§false",
        "{% if yes or x %}a{% endif %}§a",
        "{{ x is none }}{{ x is string }}§falsefalse",
      })
  void strictRenderingAllowsToAskWhetherSomethingIsDefined(String template, String expected) {
    assertEquals(expected, Rendered.strict(template));
  }

  @Test
  void eachPrintedTextIsPassedOn() {
    assertEquals("a ‹Ada›‹3›b‹›", Rendered.with(MARKED, "a {{ name }}{{ n }}b{{ empty }}"));
    assertEquals("", Rendered.with(MARKED, "{{ missing }}"));
    assertEquals("‹<›", Rendered.with(MARKED, "{{ '<' | safe }}"));
    assertEquals("‹&lt;›", Rendered.with(MARKED, "{{ '<' | e }}"));
    assertEquals("‹[\"b\", \"A\", \"c\"]›", Rendered.with(MARKED, "{{ list }}"));
  }

  @Test
  void anIndentedTextIsPassedOnLineByLine() {
    assertEquals("‹one›\n     ‹two›\n\n    ‹three›", Rendered.with(MARKED, "{{ lines | indent }}"));
    assertEquals(
        "\t ‹a b ›\r\n  ‹c›",
        Template.parse("{{ x | indent(2) }}", Whitespace.KEEP)
            .render(Rendered.variable("x", "\t a b \r\nc"), MARKED));
    // Another filter behind it makes one text of it.
    assertEquals("‹ONE\n  TWO›", Rendered.with(MARKED, "{{ 'one\ntwo' | indent(2) | upper }}"));
  }

  /// A block that is printed again is not passed on again, but as a value it is what it would be
  /// without marks.
  @Test
  void capturedOutputKeepsItsMarks() {
    assertEquals(
        "a‹Ada›b 5 ‹AADAB› ‹aAdab.›",
        Rendered.with(
            MARKED,
            "{% set x %}a{{ name }}b{% endset %}{{ x }} {% if x | length == 5 %}5{% endif %}"
                + " {{ x | upper }} {{ x ~ '.' }}"));
    String inherited =
        Rendered.loading(
                "{% extends 'base' %}{% block b %}<{{ super() }}>{% endblock %}",
                Map.of("base", "{% block b %}x{{ name }}{% endblock %}"))
            .render(Rendered.VARIABLES, MARKED);
    assertEquals("<x‹Ada›>", inherited);
  }

  @Test
  void inDataTheTextBetweenTheQuotesIsPassedOn() {
    Template template =
        Rendered.loading(
            "{% include 'a.yaml' %}", Map.of("a.yaml", "{{ x }} {{ [x] }} {{ x | safe }}"));

    assertEquals(
        "\"‹a\\\"b›\" ‹[\"a\\\"b\"]› ‹a\"b›",
        template.render(Rendered.variable("x", "a\"b"), MARKED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ 'aaaaaaaaaa' * 11 }}",
        "{{ 'a' * 100000000000 }}",
        "{% for x in 'aaaaaaaaaa' %}{{ x * 11 }}{% endfor %}",
        "{% set x %}{{ 'a' * 60 }}{{ 'a' * 60 }}{% endset %}",
        "{% for i in 'aaaaaaaaaa' %}0123456789.{% endfor %}",
        "{{ 'a' | indent(101, true) }}",
        "{{ 'a\na' | indent(60) | length }}{{ 'a\na' | indent(width=1000000000) }}",
        "{{ 'a' | replace('', 'b' * 60) }}",
        "{{ ['a' * 60, 'b' * 60] | join }}",
        "{{ (['a'] * 20) | join(',' * 9) }}",
        "{{ 'a' * 60 ~ 'a' * 60 }}",
        "{{ 'a' * 60 + 'a' * 60 }}",
        "{% set x = ['a' * 60] * 2 %}{{ x }}",
        "{{ (['a' * 60] * 2) | tojson }}",
      })
  void noTextIsLongerThanAllowed(String template) {
    Rendering small = Rendering.LENIENT.withLimits(100, 100_000);

    assertTrue(
        Rendered.problem(small, template).startsWith("the template makes more than 100 characters"),
        () -> Rendered.problem(small, template));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{% for a in x %}{% for b in x %}{% for c in x %}{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in x %}{% for b in x %}{% set y = a ~ b %}{% endfor %}{% endfor %}",
        "{{ [1] * 100000 }}",
        "{{ [] * 1000000000000 }}",
        "{{ [] * 2147483647 }}",
        "{% set y = [1] %}{% for a in x %}{% set y = y + y %}{% endfor %}",
        "{% set y = [1] %}{% for a in x %}{% set y = [y, y] %}{% if loop.index > 40 %}{{ y }}{% endif %}{% endfor %}",
        "{% set y = [1] %}{% for a in x %}{% set y = [y, y] %}{% if loop.index > 40 %}{{ y == [y, y][0] }}{% endif %}{% endfor %}",
        "{% set y = [1] %}{% for a in x %}{% set y = [y, y] %}{% if loop.index > 40 %}{{ [y, y] | sort }}{% endif %}{% endfor %}",
        "{% set y = 'a' * 99 %}{% for a in x %}{% for b in x %}{{ y in y ~ 'b' }}{% endfor %}{% endfor %}",
      })
  void noTemplateTakesMoreStepsThanAllowed(String template) {
    Rendering small = Rendering.LENIENT.withLimits(1_000_000, 5000);
    JsonObject variables = Rendered.variable("x", "a".repeat(100));
    Template parsed = Template.parse(template, Whitespace.KEEP);

    var failure = assertThrows(TemplateException.class, () -> parsed.render(variables, small));
    assertTrue(
        failure.text().startsWith("the template takes more than 5000 steps"), failure.text());
  }

  /// Each of these reads a text of 20,000 characters once.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "y | upper",
        "y | lower",
        "y | title",
        "y | capitalize",
        "y | trim",
        "y | trim('b')",
        "y | safe",
        "y | e",
        "y | replace('b', 'c')",
        "y | indent",
        "y | lines",
        "y | split",
        "y | split('b')",
        "y | tojson",
        "y | list",
        "y | length",
        "y | first",
        "y | last",
        "y | reverse",
        "y | join",
        "y | sort",
        "y | unique",
        "y == y",
        "y < y",
        "'b' in y",
        "y ~ ''",
        "y + ''",
        "y * 1",
        "'' ~ y",
        "y[0]",
        "y[1:]",
        "y is startingwith 'b'",
        "y is lower",
        "[y] | join",
        "[y, y] | unique",
        "[y] | string",
        "y is eq y",
      })
  void whatReadsALongTextTakesManySteps(String expression) {
    Template template = Template.parse("{% set z = " + expression + " %}", Whitespace.KEEP);
    JsonObject variables = Rendered.variable("y", "a".repeat(20_000));
    Rendering small = Rendering.LENIENT.withLimits(1_000_000, 1000);

    var failure = assertThrows(TemplateException.class, () -> template.render(variables, small));
    assertEquals("the template takes more than 1000 steps (in line 1)", failure.text());
  }

  /// Such as the prompt for a summary, which contains the whole conversation.
  @Test
  void theUsersOwnTemplatesAreNotLimited() {
    String conversation = "a".repeat(20_000_000);
    Template template = Template.parse("{{ x | trim }}", Whitespace.KEEP);

    assertEquals(
        conversation.length(), template.render(Rendered.variable("x", conversation)).length());
    assertThrows(
        TemplateException.class,
        () -> template.render(Rendered.variable("x", conversation), Rendering.LENIENT));
  }

  @Test
  void whatIsAllowedIsReached() {
    Rendering small = Rendering.LENIENT.withLimits(10, 5);

    assertEquals("0123456789", Rendered.with(small, "01234{{ '56789' }}"));
    assertEquals("abcd", Rendered.with(small.withLimits(4, 4), "ab{# #}cd"));
    assertTrue(Rendered.problem(small, "01234{{ '567890' }}").contains("10 characters"));
    assertTrue(Rendered.problem(small, "{{ 1 }}{{ 1 }}{{ 1 }}").contains("5 steps"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{{ @1@ }}§(§)",
        "{{ @1@ }}§[§]",
        "{{ @1@ }}§{'a': §}",
        "{{ @1@ }}§not §",
        "{{ @1@ }}§-§",
        "{{ @1@ }}§x[§]",
        "{{ @1@ }}§x(§)",
        "{{ @1@ }}§1 if 1 else §",
        "{{ 1@@ }}§ + 1§",
        "{{ 1@@ }}§ ~ 1§",
        "{{ 1@@ }}§ if 1§",
        "{{ 1@@ }}§|string§",
        "{{ x@@ }}§.a§",
        "{{ 1@@ }}§ is odd§",
        "{{ 1@@ }}§ and 1§",
        "@1@§{% if 1 %}§{% endif %}",
        "@1@§{% for x in [1] %}§{% endfor %}",
        "@1@§{% with %}§{% endwith %}",
        "@1@§{% set x %}§{% endset %}",
        "{% for @x@ in y %}{% endfor %}§(§)",
        "{% set @x@ = y %}§(§)",
      })
  void nothingIsNestedTooDeeply(String example) {
    String[] parts = example.split("§", -1);
    String template =
        parts[0]
            .replaceFirst("@", Matcher.quoteReplacement(parts[1].repeat(20_000)))
            .replaceFirst("@", Matcher.quoteReplacement(parts[2].repeat(20_000)));

    String problem = Rendered.problem(template);
    assertTrue(
        problem.contains("nested too deeply") || problem.contains("too many operations"), problem);
  }

  @Test
  void listsThatGrowInwardsEnd() {
    assertEquals(
        "lists are nested too deeply (in line 1)",
        Rendered.problem(
            "{% set y = [] %}{% for i in 'a' * 1000 %}{% set y = [y] %}{% endfor %}{{ y }}"));
    assertEquals(
        "lists are nested too deeply (in line 1)",
        Rendered.problem(
            "{% set y = {} %}{% for i in 'a' * 1000 %}{% set y = {'a': y} %}{% endfor %}"));
  }

  @Test
  void documentsAndTagsTogetherAreNotNestedTooDeeply() {
    String tags = "{% if 1 %}".repeat(50) + "@" + "{% endif %}".repeat(50);
    Map<String, String> others =
        Map.of(
            "0", tags.replace("@", "{% include '1' %}"),
            "1", tags.replace("@", "{% include '2' %}"),
            "2", tags.replace("@", "{% include '3' %}"),
            "3", tags.replace("@", "x"));

    assertEquals("x", Rendered.loading("{% include '2' %}", others).render(Rendered.VARIABLES));
    var failure =
        assertThrows(
            TemplateException.class,
            () -> Rendered.loading("{% include '0' %}", others).render(Rendered.VARIABLES));
    assertEquals("the template is nested too deeply (in line 1 of `3`)", failure.text());
  }

  @Test
  void anInterruptionEndsTheRendering() {
    Thread.currentThread().interrupt();
    try {
      assertEquals("the rendering was interrupted (in line 1)", Rendered.problem("{{ name }}"));
      assertTrue(Thread.currentThread().isInterrupted());
    } finally {
      Thread.interrupted();
    }
  }
}

package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.template.Template.Whitespace;
import dev.gander.domain.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Templates that load others: `extends`, `block`, `super()` and `include`.
class TemplateInheritanceTest {
  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry(
              "base", "<{% block p %}P{{ name }}{% endblock %}|{% block q %}Q{% endblock %}>"),
          Map.entry(
              "mid",
              "{% extends 'base' %}{% set y = 'mid' %}{% block p %}M{{ y }}{{ super() }}{% endblock %}"),
          Map.entry("child", "{% extends 'mid' %}no{% block q %}C{{ super() }}{% endblock %}"),
          Map.entry("bad", "{% block p %}\n{{ 1 / 0 }}{% endblock %}"),
          Map.entry("odd", "{% block p %}{% endblock %}\n{{ 1 / 0 }}"),
          Map.entry("must", "{% block p required %} {% endblock %}"),
          Map.entry("a", "{% extends 'b' %}"),
          Map.entry("b", "{% extends 'a' %}"),
          Map.entry("itself", "x{% include 'itself' %}"),
          Map.entry("ping", "{% include 'pong' %}"),
          Map.entry("pong", "{% include 'ping' %}"),
          Map.entry("sets", "[{{ x }}{% set x = 'set' %}{{ x }}]\n"),
          Map.entry("broken", "\n{% if %}"),
          Map.entry("fails", "\n\n{{ nothing.x }}{{ 1 / 0 }}"),
          Map.entry("wraps", "{% include 'fails' %}"),
          Map.entry("data.yaml", "k: {{ name }} {{ text }} {{ list }} {{ n }} {{ text | safe }}"),
          Map.entry("page.html", "<{{ text }}>{{ text | safe }}"),
          Map.entry("plain.txt", "{{ text }}"));

  private static String render(String template) {
    return Rendered.loading(template, OTHERS).render(Rendered.VARIABLES);
  }

  private static String problem(String template) {
    return assertThrows(TemplateException.class, () -> render(template)).text();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      value = {
        "{% extends 'base' %}§<PAda|Q>",
        "{% extends 'base' %}x{% block q %}R{% endblock %}y§<PAda|R>",
        "{% extends 'mid' %}§<MmidPAda|Q>",
        "{% extends 'child' %}{% block p %}1{{ super() }}{% endblock %}§<1MmidPAda|CQ>",
        "a{% extends 'child' %}{% block q %}2{{ super() ~ super() }}{% endblock %}§a<MmidPAda|2CQCQ>",
        "{% if yes %}{% extends 'base' %}{% endif %}{% set name = 'Bo' %}§<PBo|Q>",
        "{% extends 'must' %}{% block p %}x{% endblock %}§x",
        "{% extends 'ba' ~ 'se' %}§<PAda|Q>",
        "{% set x = 'out' %}{% include 'sets' %}{{ x }}§[outset]set",
        "{% for x in list %}{% include 'sets' %}{% endfor %}§[bset][Aset][cset]",
        "{% include 'child' %}{% include 'base' %}§<MmidPAda|CQ><PAda|Q>",
        "{% block p %}mine{% endblock %}{% include 'child' %}§mine<MmidPAda|CQ>",
        "{% include ['nope', 'base', 'child'] %}§<PAda|Q>",
        "{% include 'nope' ignore missing %}.{% include ['no', 'nope'] ignore missing %}§.",
        "{% include 'base' with context %}{% include 'nope' ignore missing without context %}§<PAda|Q>",
        "{% include [] %}.§.",
      })
  void loadsAsMiniJinjaDoes(String template, String expected) {
    assertEquals(expected, render(template));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      value = {
        "{% extends 'nope' %}§there is no template `nope` (in line 1)",
        "{% include 'nope' %}§there is no template `nope` (in line 1)",
        "{% include ['no', 'nope'] %}§there is no template `no` (in line 1)",
        "{% include missing %}§`missing` is undefined (in line 1)",
        "{% include n %}§a template is named by a text, not by a number (in line 1)",
        "{% extends ['base'] %}§a template is named by a text, not by a list (in line 1)",
        "{% extends 'base' %}{% extends 'mid' %}§a template can extend only one other (in line 1)",
        "{% extends 'a' %}§`a` extends itself (in line 1 of `b`)",
        "{% extends 'must' %}§the block `p` has to be replaced (in line 1 of `must`)",
        "{% block p %}{{ super() }}{% endblock %}§the block `p` replaces none (in line 1)",
        "{% include 'itself' %}§more than 16 templates include each other (in line 1 of `itself`)",
        "{% include 'ping' %}§more than 16 templates include each other (in line 1 of `pong`)",
        "{% include 'broken' %}§unexpected end of expression (in line 2 of `broken`)",
        "{% include 'fails' %}§division by zero (in line 3 of `fails`)",
        "{% extends 'base' %}\\n{% block q %}\\n{{ 1 / 0 }}{% endblock %}§division by zero (in line 3)",
        "{% extends 'bad' %}{% block p %}{{ super() }}{% endblock %}§division by zero (in line 2 of `bad`)",
        "{% extends 'odd' %}{% block p %}x{% endblock %}§division by zero (in line 2 of `odd`)",
        "{% include 'wraps' %}§division by zero (in line 3 of `fails`)",
      })
  void saysWhatIsWrongAndWhere(String template, String problem) {
    assertEquals(problem, problem(template.replace("\\n", "\n")));
  }

  @Test
  void withoutALoaderThereIsNothingToLoad() {
    assertEquals(
        "there is no template `base` (in line 1)", Rendered.problem("{% include 'base' %}"));
    assertEquals("", Rendered.lenient("{% include 'base' ignore missing %}"));
  }

  @Test
  void eachTemplateIsAskedForOnceInARendering() {
    List<String> asked = new ArrayList<>();
    Template template =
        Template.parse(
            "{% for x in 'abc' %}{% include ['no', 'yes'] %}{% endfor %}",
            Whitespace.KEEP,
            name -> {
              asked.add(name);
              return name.equals("yes") ? Optional.of("{{ x }}") : Optional.empty();
            });

    assertEquals("abc", template.render(Rendered.VARIABLES));
    assertEquals(List.of("no", "yes"), asked);
    assertEquals("abc", template.render(Rendered.VARIABLES));
    assertEquals(List.of("no", "yes", "no", "yes"), asked);
  }

  @Test
  void loadingTakesManySteps() {
    String names = "{% for x in y %}{% include 'no' ~ loop.index ignore missing %}{% endfor %}";
    List<String> asked = new ArrayList<>();
    Template template =
        Template.parse(
            names,
            Whitespace.KEEP,
            name -> {
              asked.add(name);
              return Optional.empty();
            });
    var failure =
        assertThrows(
            TemplateException.class,
            () ->
                template.render(
                    Rendered.variable("y", "a".repeat(1000)),
                    Rendering.LENIENT.withLimits(1000, 10_000)));

    assertTrue(failure.text().startsWith("the template takes more than 10000 steps"));
    assertTrue(asked.size() < 20, () -> "asked for " + asked.size());
    assertThrows(
        TemplateException.class,
        () ->
            Rendered.loading("{% include 'a' %}", Map.of("a", "{##}".repeat(10_000)))
                .render(Rendered.VARIABLES, Rendering.LENIENT.withLimits(1000, 10_000)));
  }

  @Test
  void inDataValuesAreJson() {
    var variables = Rendered.VARIABLES.with("text", Json.of("a\"\n<'>"));
    String template =
        "{{ text }} {% include 'data.yaml' %} {% include 'page.html' %} {% include 'plain.txt' %}";

    assertEquals(
        "a\"\n<'> k: \"Ada\" \"a\\\"\\n<'>\" [\"b\",\"A\",\"c\"] 3 a\"\n<'>"
            + " <a&quot;\n&lt;&#x27;&gt;>a\"\n<'> a\"\n<'>",
        Rendered.loading(template, OTHERS).render(variables));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.yaml", "b.yml", "c.json", "d.json5", "e.js", "x/y.yaml.j2", "f.json.jinja"})
  void theNameTellsThatATemplateIsData(String name) {
    String template = "{% include '" + name + "' %}";
    Map<String, String> others =
        Map.of(name, "{{ 'a' }}{{ [1, 'b'] }}{{ none }}{{ missing }}{{ 1 }}");

    assertEquals(
        "\"a\"[1,\"b\"]nullnull1", Rendered.loading(template, others).render(Rendered.VARIABLES));
  }

  @Test
  void outputThatWasCapturedIsNotEscapedAgain() {
    Map<String, String> others =
        Map.of(
            "base.yaml",
            "{% block b %}{{ name }}{% endblock %}",
            "x.yaml",
            "{% extends 'base.yaml' %}{% block b %}[{{ super() }}]{% set x %}-{{ name }}{% endset %}"
                + "{{ x }}{{ x ~ '' }}{% endblock %}");

    assertEquals(
        "[\"Ada\"]-\"Ada\"\"-\\\"Ada\\\"\"",
        Rendered.loading("{% include 'x.yaml' %}", others).render(Rendered.VARIABLES));
    assertTrue(Rendered.strict("{% set x %}<{% endset %}{{ x is safe }}").contains("true"));
  }
}

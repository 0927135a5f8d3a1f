package dev.gander.application.template;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Templates that nobody would write on purpose, or only to do harm.
final class AnyTemplate {
  static final int LONGEST = 10_000;

  private static final List<String> PARTS =
      List.of(
          "{{",
          "}}",
          "{%",
          "%}",
          "{#",
          "#}",
          "{{-",
          "-}}",
          "{%+",
          "+%}",
          "\n",
          "a",
          " ",
          "\"",
          "'",
          "\\",
          "{% if x %}",
          "{% else %}",
          "{% elif y %}",
          "{% endif %}",
          "{% for a in x %}",
          "{% for a, b in z if a %}",
          "{% endfor %}",
          "{% set x = x ~ x %}",
          "{% set z = [z, z] %}",
          "{% set z = z + z %}",
          "{% set n = n * n %}",
          "{% set n = n ** n %}",
          "{% set x %}",
          "{% endset %}",
          "{% with x = z %}",
          "{% endwith %}",
          "{% block p %}",
          "{% block q %}",
          "{% endblock %}",
          "{{ super() }}",
          "{% raw %}",
          "{% endraw %}",
          "{% include 'self' %}",
          "{% include 'data.yaml' %}",
          "{% include ['no', x] ignore missing %}",
          "{% extends 'base' %}",
          "{% extends 'self' %}",
          "{{ x }}",
          "{{ z }}",
          "{{ n }}",
          "{{ x * 1000 }}",
          "{{ x * n }}",
          "{{ z * 1000 }}",
          "{{ x | indent(n) }}",
          "{{ x | indent(1000, true) }}",
          "{{ z == z }}",
          "{{ z | sort | unique | join(x) }}",
          "{{ x | replace('', x) }}",
          "{{ x | replace(x, z) }}",
          "{{ x | list | reverse | last }}",
          "{{ x in x ~ x }}",
          "{{ z | tojson }}",
          "{{ x[n:1:-1] }}",
          "{{ x | split('a') | length }}",
          "{{ x | trim('ab') | title }}",
          "{{ loop.cycle(x, z) }}",
          "{{ n / 0.1 | round(99) }}",
          "{{ 99999999999999999999999999 * n }}",
          "{{ 1e308 * 10 }}",
          "{{ '\\ud800' }}",
          "{{ x.y.z }}",
          "{{ m.a.b[0]['c'] }}",
          "{{ 1 if x else 2 }}",
          "{{ my var }}",
          "(",
          ")",
          "[",
          "]",
          "{",
          "}",
          "|",
          "~",
          "not ",
          "-",
          "**",
          "is ",
          " in ",
          " if ",
          " else ",
          ".",
          ",",
          "🪿",
          "\u0000",
          "0x",
          "1e",
          "1_");

  private AnyTemplate() {}

  /// Parts in any order.
  static Arbitrary<String> mixed() {
    return Arbitraries.of(PARTS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  /// The same few parts again and again, as a bomb is made.
  static Arbitrary<String> repeated() {
    Arbitrary<String> few =
        Arbitraries.of(PARTS).list().ofMinSize(1).ofMaxSize(4).map(parts -> String.join("", parts));
    return Combinators.combine(few, few, few).as(AnyTemplate::repeated);
  }

  private static String repeated(String before, String part, String after) {
    int times = (LONGEST - before.length()) / (part.length() + after.length());
    return before + part.repeat(times) + after.repeat(times);
  }

  /// Sound templates with a few characters exchanged.
  static Arbitrary<String> damaged() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, 1000);
    Arbitrary<String> part = Arbitraries.of(PARTS);
    Arbitrary<String> sound = Arbitraries.oneOf(Arbitraries.of(SOUND), CommonTemplate.any());
    return Combinators.combine(sound, place, place, part, part)
        .as((text, one, two, a, b) -> exchange(exchange(text, one, a), two, b));
  }

  private static String exchange(String text, int place, String part) {
    int at = place % text.length();
    return text.substring(0, at) + part + text.substring(Math.min(text.length(), at + place % 3));
  }

  private static final List<String> SOUND =
      List.of(
          "title: {{ x }}\n{% for a in z %}- {{ loop.index }}: {{ a | indent(2) }}\n{% else %}none{% endfor %}",
          "{% extends 'base' %}{% block p %}{{ super() }}{% set x %}a{{ n }}{% endset %}{{ x }}{% endblock %}",
          "{% if x == 'a' and not n %}{{ [1, 'b', {'c': z[0:1]}] }}{% elif n is odd %}{{ x ~ n }}{% endif %}",
          "{% raw %}{{ x }}{% endraw %}{# {{ c }} #}{{ x | default('a', true) | replace('b', x) }}",
          "{% include ['no', 'data.yaml'] %}{% with a = n ** 2, b = x %}{{ a // 3 }}{{ b.c }}{% endwith %}");
}

package dev.gander.application.template;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/// Sound templates of the part of Jinja that every engine understands alike. Expressions have
/// types, so that nothing fails.
final class CommonTemplate {
  private static final int DEPTH = 2;

  private CommonTemplate() {}

  static Arbitrary<String> any() {
    // The engines differ in line breaks at the end.
    return body(DEPTH).map(body -> body + "end");
  }

  private static Arbitrary<String> body(int depth) {
    return node(depth).list().ofMinSize(1).ofMaxSize(4).map(nodes -> String.join("", nodes));
  }

  private static Arbitrary<String> node(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.frequencyOf(
            Tuple.of(2, Arbitraries.of("a", "\n", " b ", "  \n c: d\n", "{ }", "% #", "'\"")),
            Tuple.of(5, output()),
            Tuple.of(
                1, Arbitraries.of("{# c #}.", "{#- {{ c }} -#}.", "{% raw %}{{ x }}{% endraw %}")));
    if (depth == 0) {
      return leaf;
    }
    return Arbitraries.oneOf(leaf, leaf, condition(depth), loop(depth), assignment());
  }

  private static Arbitrary<String> output() {
    Arbitrary<String> shown =
        Arbitraries.oneOf(text(2), text(2), number(2), truth(2), Arbitraries.just("missing"));
    return Combinators.combine(open("{{"), shown, close("}}"))
        .as((a, b, c) -> a + " " + b + " " + c);
  }

  private static Arbitrary<String> condition(int depth) {
    return Combinators.combine(
            tag(truth(2).map(test -> "if " + test)),
            body(depth - 1),
            tag(truth(1).map(test -> "elif " + test)),
            tag(Arbitraries.just("else")),
            body(depth - 1),
            tag(Arbitraries.just("endif")))
        .as(
            (test, yes, elif, otherwise, no, end) ->
                test + yes + elif + no + otherwise + yes + end);
  }

  /// Without `else`, which jinjava renders in each round.
  private static Arbitrary<String> loop(int depth) {
    return Combinators.combine(
            tag(list(1).map(items -> "for item in " + items)),
            body(depth - 1),
            Arbitraries.of(
                "{{ item }}",
                "{{ loop.index }}/{{ loop.length }}",
                "{{ loop.revindex0 }}",
                "{% if not loop.last %}, {% endif %}",
                "{% if loop.first %}first{% endif %}"),
            tag(Arbitraries.just("endfor")))
        .as((head, body, item, end) -> head + body + item + end);
  }

  private static Arbitrary<String> assignment() {
    return Arbitraries.oneOf(
        tag(text(2).map(value -> "set name = " + value)),
        tag(number(1).map(value -> "set n = " + value)));
  }

  private static Arbitrary<String> tag(Arbitrary<String> code) {
    return Combinators.combine(open("{%"), code, close("%}"))
        .as((a, b, c) -> a + " " + b + " " + c);
  }

  private static Arbitrary<String> open(String mark) {
    return Arbitraries.of(mark, mark, mark + "-");
  }

  private static Arbitrary<String> close(String mark) {
    return Arbitraries.of(mark, mark, "-" + mark);
  }

  private static Arbitrary<String> text(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "name",
            "long",
            "blank",
            "'lit'",
            "\"it's\"",
            "'a\\nb'",
            "map.k",
            "map['k']",
            "(missing | default('dflt'))");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = text(depth - 1);
    return Arbitraries.oneOf(
        leaf,
        Combinators.combine(inner, inner).as((a, b) -> "(" + a + " ~ " + b + ")"),
        Combinators.combine(inner, textFilter()).as((a, filter) -> "(" + a + " | " + filter + ")"),
        Combinators.combine(list(0), Arbitraries.of("join('-')", "first", "last", "join"))
            .as((a, filter) -> "(" + a + " | " + filter + ")"),
        Combinators.combine(inner, truth(depth - 1), inner)
            .as((a, b, c) -> "(" + a + " if " + b + " else " + c + ")"));
  }

  /// Without `safe`, whose texts equal no others in jinjava.
  private static Arbitrary<String> textFilter() {
    return Arbitraries.of(
        "upper",
        "lower",
        "trim",
        "replace('a', 'bb')",
        "replace('t', '')",
        "default('dflt')",
        "d('x')",
        "default('y', true)",
        "string",
        "capitalize");
  }

  private static Arbitrary<String> number(int depth) {
    Arbitrary<String> leaf = Arbitraries.of("0", "1", "7", "n", "m", "(name | length)");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = number(depth - 1);
    return Arbitraries.oneOf(
        leaf,
        Combinators.combine(inner, Arbitraries.of("+", "-", "*"), inner)
            .as((a, sign, b) -> "(" + a + " " + sign + " " + b + ")"),
        Combinators.combine(inner, Arbitraries.of("// 3", "% 4"))
            .as((a, sign) -> "(((" + a + ") * (" + a + ")) " + sign + ")"),
        list(depth - 1).map(items -> "(" + items + " | length)"),
        Arbitraries.of("('42' | int)", "('x1' | length)"));
  }

  private static Arbitrary<String> truth(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of(
            "yes", "no", "true", "name is defined", "missing is defined", "missing is not defined");
    if (depth == 0) {
      return leaf;
    }
    Arbitrary<String> inner = truth(depth - 1);
    return Arbitraries.oneOf(
        leaf,
        Combinators.combine(inner, Arbitraries.of("and", "or"), inner)
            .as((a, sign, b) -> "(" + a + " " + sign + " " + b + ")"),
        // Without brackets jinjava denies the name, not the test.
        inner.map(a -> "(not (" + a + "))"),
        Combinators.combine(number(1), Arbitraries.of("<", "<=", ">", ">=", "==", "!="), number(1))
            .as((a, sign, b) -> "(" + a + " " + sign + " " + b + ")"),
        Combinators.combine(sureText(), Arbitraries.of("==", "!="), sureText())
            .as((a, sign, b) -> "(" + a + " " + sign + " " + b + ")"),
        Combinators.combine(sureText(), Arbitraries.of("in", "not in"), list(0))
            .as((a, sign, b) -> "(" + a + " " + sign + " " + b + ")"));
  }

  private static Arbitrary<String> sureText() {
    return Arbitraries.of("name", "long", "'Ada'", "''", "map.k", "(name | upper)");
  }

  private static Arbitrary<String> list(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.of("items", "[]", "['Ada', 'b']", "[name, long]", "missing");
    return depth == 0
        ? Arbitraries.of("items", "['Ada', 'b']", "[name, long]")
        : Arbitraries.oneOf(
            leaf,
            Arbitraries.of(
                "(items | reverse)", "(items | sort)", "(items | list)", "(items | unique)"));
  }

  static final List<String> TEXTS = List.of("Ada", "", "  two words ", "äöü", "tat", "a\nb");
}

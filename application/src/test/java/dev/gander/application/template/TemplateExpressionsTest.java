package dev.gander.application.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Answers that MiniJinja gave.
class TemplateExpressionsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        // Operators and how they bind
        "{{ 'a' + 2 ~ 3 }} {{ 1 ~ 2 * 3 }}§a23 16",
        "{{ 2 ** 3 ** 2 }} {{ -2 ** 2 }} {{ 2 ** 0.5 < 1.5 }}§64 4 true",
        "{{ -7 // 2 }} {{ 7 // -2 }} {{ -7 % 3 }} {{ 7 % -3 }} {{ -7.5 % 2 }}§-4 -3 2 1 0.5",
        "{{ 4 / 2 }} {{ 1e3 }} {{ 1.50 }} {{ 0.1 + 0.2 }}§2.0 1000.0 1.5 0.30000000000000004",
        "{{ 0x1F }} {{ 0b101 }} {{ 0o17 }} {{ 1_000 }}§31 5 15 1000",
        "{{ 1 < n < 5 }} {{ 1 < n < 3 }} {{ 5 > n >= 3 != 4 }}§true false true",
        "{{ true == 1 }} {{ 1 == 1.0 }} {{ '1' == 1 }} {{ true + 1 }}§true true false 2",
        "{{ none < false < 0 < '' < [] < {} }} {{ 'b' > 'a' }}§true true",
        "{{ [1, [2]] == [1, [2.0]] }} {{ [1] < [1, 0] }} {{ {'a': 1} == {'a': 1.0} }}§true true true",
        "{{ {'a': 1, 'b': 2} == {'b': 2, 'a': 1} }} {{ {'a': 1} == {'b': 1} }}§true false",
        "{{ 'ab' * 2 }}{{ 2 * 'c' }}{{ [1] * 2 }}{{ 'x' * 0 }}§ababcc[1, 1]",
        "{{ not n == 3 or yes }} {{ (not yes) and n }}§true false",
        "{{ 'a' 'b' \"c\" }}§abc",
        // Members, characters and slices
        "{{ {'a': {'b': 1}}.a.b }} {{ {'a': 1}['a'] }} {{ [[1, 2]].0 }}§1 1 [1, 2]",
        "{{ 'äöü'[1] }} {{ name[-1] }} {{ name[9] }}§ö a ",
        "{{ list[1:] }}{{ list[:-1] }}{{ list[::2] }}{{ list[::-1] }}§"
            + "[\"A\", \"c\"][\"b\", \"A\"][\"b\", \"c\"][\"c\", \"A\", \"b\"]",
        "{{ name[1:2] }}{{ name[5:] }}{{ name[-2:] }}{{ name[::-1] }}{{ none[1:] }}§ddaadA[]",
        "{{ () }} {{ (1,) }} {{ (1, 2) }} {{ (1) }}§[] [1] [1, 2] 1",
        "{{ list[0:0] }}{{ list[1:1] }}{{ list[5:1] }}{{ list[:-9] }}{{ list[-9:1] }}§[][][][][\"b\"]",
        "{{ list[1::-1] }}{{ list[9:0:-1] }}{{ list[::-2] }}{{ list[1:9:2] }}§"
            + "[\"A\", \"b\"][\"c\", \"A\"][\"c\", \"b\"][\"A\"]",
        // Numbers at their ends
        "{{ 1e308 * 10 }} {{ -1e308 * 10 }} {{ 1e308 * 10 - 1e308 * 10 }} {{ -0.0 }}§inf -inf NaN -0.0",
        "{{ [1e308 * 10, 1.5] | tojson }}§[null, 1.5]",
        "{{ 1.5 == 1 }} {{ 2 > 1.5 }} {{ 1e308 * 10 > 1 }} {{ 1 < 1e308 * 10 }}§false true true true",
        "{{ 9007199254740993 == 9007199254740992.0 }} {{ 9007199254740993 > 9007199254740992.0 }}§false true",
        "{{ 170141183460469231731687303715884105727 }} {{ 2 ** 126 - 1 + 2 ** 126 }}§"
            + "170141183460469231731687303715884105727 170141183460469231731687303715884105727",
        "{{ (-1) ** 2147483647 }} {{ 0 ** 0 }} {{ 1e16 }} {{ 12345678.0 }}§-1 1 10000000000000000.0 12345678.0",
        // Escapes
        "{{ '\\x41\\u00e4\\101\\q' }}{{ \"it's\" }}{{ '\\ud83e\\udeb6' }}§AäA\\qit's🪶",
        // Conditions
        "{{ 'a' if n > 5 else 'b' if n > 2 else 'c' }}{{ ('x' if false) is defined }}§bfalse",
        "{{ ('x' if false) | default('y') }}§y",
        // Undefined values
        "{{ missing ~ 'a' }}{{ [missing] }}{{ missing == other }}{{ missing < 1 }}§a[undefined]truetrue",
        "{{ 'a' in missing }}{{ missing | upper }}{{ name | replace(missing, '-') }}§false-A-d-a-",
        "{{ [missing, 'a'] | join('-') }} {{ missing | default(other) }}§-a ",
        "{{ missing is none }}{{ missing is undefined }}{{ map.x is defined }}§falsetruefalse",
        // Printing
        "{{ [1.0, none, true, 'a\"b\\n'] }} {{ {'a': 'b', 1: []} }}§"
            + "[1.0, none, true, \"a\\\"b\\n\"] {\"a\": \"b\", \"1\": []}",
        "{{ 100000000000000000000 * 10 }} {{ 1e22 * 10 }}§"
            + "1000000000000000000000 100000000000000000000000.0",
      })
  void evaluatesAsMiniJinjaDoes(String template, String expected) {
    assertEquals(expected, Rendered.lenient(template));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{{ name | upper }}{{ 'ÄSS' | lower }}{{ 'éa bc' | capitalize }}§ADAässÉa bc",
        "{{ 'it\\'s a-b_c ÉÉ' | title }}§It'S A-B_C Éé",
        "{{ ' a ' | trim }}|{{ 'xxaxbx' | trim('x') }}|{{ 'xyay' | trim(chars='yx') }}§a|axb|a",
        "{{ 'aaa' | replace('a', 'bb') }}{{ 'ab' | replace('', '-') }}{{ 12 | replace(1, 3) }}§"
            + "bbbbbb-a-b-32",
        "{{ list | length }}{{ 'äö' | length }}{{ map | count }}{{ missing | length }}§3220",
        "{{ list | first }}{{ list | last }}{{ name | first }}{{ name | last }}{{ [] | first }}§bcAa",
        "{{ list | join }} {{ list | join('-') }} {{ name | join(joiner=',') }} {{ map | join('+') }}§"
            + "bAc b-A-c A,d,a k+l",
        "{{ list | sort }} {{ list | sort(case_sensitive=true, reverse=true) }}§"
            + "[\"A\", \"b\", \"c\"] [\"c\", \"b\", \"A\"]",
        "{{ ['a', 'A', 1, 1.0] | unique }} {{ ['a', 'A'] | unique(case_sensitive=true) }}§"
            + "[\"a\", 1] [\"a\", \"A\"]",
        "{{ list | reverse }} {{ 'abc' | reverse }} {{ map | list }} {{ map | items }}§"
            + "[\"c\", \"A\", \"b\"] cba [\"k\", \"l\"] [[\"k\", \"v\"], [\"l\", 2]]",
        "{{ [3, 1, 2] | min }}{{ [3, 1, 2] | max }}{{ list | max }}§13c",
        "{{ '42' | int + 1 }} {{ '-3.9' | int }} {{ 2.9 | int }} {{ true | int }} {{ none | int }}§"
            + "43 -3 2 1 0",
        "{{ '+7' | int }} {{ '007' | int }} {{ '1.9e1' | int }} {{ '.5' | float }} {{ '-0' | int }}§7 7 19 0.5 0",
        "{{ [[2], [1], [1, 0]] | sort }} {{ [{'b': 1}, {'a': 2}, {'a': 1}] | sort }}§"
            + "[[1], [1, 0], [2]] [{\"a\": 1}, {\"a\": 2}, {\"b\": 1}]",
        "{{ [[], 'a', true, {}, missing, 1, none] | sort }}§[undefined, none, true, 1, \"a\", [], {}]",
        "{{ 'a!b~c' | title }}{{ '' | capitalize }}.{{ 'xx' | trim('x') }}.{{ 'x' | trim('') }}§A!B~C..x",
        "{{ '1e2' | float }} {{ 3 | float }} {{ -3 | abs }} {{ -1.5 | abs }}§100.0 3.0 3 1.5",
        "{{ 2.5 | round }} {{ 1.25 | round(1) }} {{ 7 | round }} {{ '' | bool }}§3.0 1.3 7 false",
        "{{ 1.0 | string }}{{ list | string | length }}§1.015",
        "{{ '<a href=\"b\">\\'&/' | e }}§&lt;a href=&quot;b&quot;&gt;&#x27;&amp;&#x2f;",
        "{{ '<' | safe | escape }}{{ '<' | e | e }}§<&lt;",
        "{{ 'a,b,,c' | split(',') }} {{ ' a  b ' | split }} {{ 'a,b,c' | split(',', 1) }}§"
            + "[\"a\", \"b\", \"\", \"c\"] [\"a\", \"b\"] [\"a\", \"b,c\"]",
        "{{ lines | lines | length }}§4",
        "{{ empty | default('x') }}{{ empty | default('x', true) }}{{ empty | d('y', boolean=true) }}§xy",
        "{{ map | tojson }}{{ [none, 'ä\u0001'] | tojson }}§{\"k\": \"v\", \"l\": 2}[null, \"ä\\u0001\"]",
      })
  void filtersAsMiniJinjaDoes(String template, String expected) {
    assertEquals(expected, Rendered.lenient(template));
  }

  @Test
  void indentsAllLinesButTheFirstAndEmptyOnes() {
    assertEquals("one\n     two\n\n    three", Rendered.lenient("{{ lines | indent }}"));
    assertEquals("  one\n   two\n\n  three", Rendered.lenient("{{ lines | indent(2, true) }}"));
    assertEquals(
        "one\n  two\n \n three", Rendered.lenient("{{ lines | indent(width=1, blank=true) }}"));
    assertEquals(
        "  aa\n",
        Rendered.lenient("{{ 'a\\r\\n' | indent(2, first=true) }}{{ 'a\\n\\n' | indent(1) }}"));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '¦',
      value = {
        "name is string, true",
        "n is string, false",
        "n is number, true",
        "yes is number, false",
        "n is integer, true",
        "1.0 is integer, false",
        "1.0 is float, true",
        "yes is boolean, true",
        "yes is true, true",
        "1 is true, false",
        "false is false, true",
        "nothing is none, true",
        "map is mapping, true",
        "list is mapping, false",
        "list is sequence, true",
        "map is sequence, false",
        "map is iterable, true",
        "name is iterable, true",
        "n is iterable, false",
        "n is odd, true",
        "n is even, false",
        "n is divisibleby 3, true",
        "n is divisibleby(2), false",
        "n is divisibleby(0), false",
        "name is startingwith 'A', true",
        "name is endingwith('A'), false",
        "n is eq 3, true",
        "n is ne(3), false",
        "n is lt 3, false",
        "n is le 3, true",
        "n is gt 2, true",
        "n is ge 4, false",
        "'A' is in list, true",
        "'B' is in list, false",
        "'a' is lower, true",
        "'a' is upper, false",
        "'a' is safe, false",
        "('a' | safe) is safe, true",
        "n is not odd, false",
        "missing is not defined, true",
      })
  void testsAsMiniJinjaDoes(String expression, String expected) {
    assertEquals(expected, Rendered.lenient("{{ " + expression + " }}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '¦',
      value = {
        "{{ name | nope }}§unknown filter `nope`",
        "{{ name is nope }}§unknown test `nope`",
        "{{ name | upper(1) }}§too many arguments for `upper`",
        "{{ name | indent(2, width=3) }}§`indent` has two values for `width`",
        "{{ name | indent(wide=3) }}§`indent` has no argument `wide`",
        "{{ name | indent(-1) }}§`width` of `indent` is no count",
        "{{ name | indent('a') }}§`width` of `indent` is no count",
        "{{ name | replace('a') }}§`replace` needs `to`",
        "{{ name is eq }}§`eq` needs `other`",
        "{{ name | int }}§`int` finds no number in a text",
        "{{ ('1' * 1001) | int }}§`int` finds no number in a text",
        "{{ ' 1' | int }}§`int` finds no number in a text",
        "{{ '1e999' | int }}§a number is too large for an integer",
        "{{ list | int }}§`int` finds no number in a list",
        "{{ 1e300 | int }}§an integer is too large",
        "{{ n | length }}§cannot loop over a number",
        "{{ yes + name }}§a text is no number",
        "{{ -name }}§a text is no number",
        "{{ missing + 1 }}§`missing` is undefined, and no number",
        "{{ missing.a }}§`missing` is undefined",
        "{{ map.a.b }}§`map.a` is undefined",
        "{{ map[name][0] }}§`map[…]` is undefined",
        "{{ 1 in 2 }}§a number holds nothing",
        "{{ 1 in none }}§none holds nothing",
        "{{ map[1:] }}§a map cannot be sliced",
        "{{ list[::0] }}§a slice cannot have steps of 0",
        "{{ list['a':] }}§the bounds of a slice are integers",
        "{{ range(3) }}§`range` cannot be called",
        "{{ name.upper() }}§`name.upper` cannot be called",
        "{{ super() }}§`super()` belongs into a block",
        "{{ 1.5 * 'a' }}§texts and lists can only be repeated a whole number of times",
        "{{ 1 % 0 }}§division by zero",
        "{{ 1.5 // 0 }}§division by zero",
        "{{ 2 ** 127 }}§an integer is too large",
        "{{ 2 ** 99999999999 }}§an integer is too large",
        "{{ 2 ** -1 }}§cannot raise to that power",
        "{{ 170141183460469231731687303715884105727 + 1 }}§an integer is too large",
        "{{ 340282366920938463463374607431768211456 }}§an integer is too large",
        "{{ '\\x4' }}§a text has a broken escape",
        "{{ '\\ud83e' }}§a text has a broken escape",
        "{{ '\\777' }}§a text has a broken escape",
        "{{ 'a }}§unclosed {{",
        "{{ a ? b }}§cannot read `?`",
        "{{ 🪿 }}§cannot read `🪿`",
        "{{ 0x }}§cannot read the number `0x`",
        "{{ 1_ }}§cannot read a number",
        "{{ 0b2 }}§cannot read the number `0b2`",
        "{{ a[] }}§unexpected `]`",
        "{{ f(a=1, 2) }}§unexpected `2`",
        "{{ {1} }}§unexpected `}`",
        "{{ a not b }}§unexpected `b`",
        "{{ a | }}§unexpected end of expression",
      })
  void saysWhatIsWrong(String template, String problem) {
    String text = Rendered.problem(template);
    assertTrue(text.startsWith(problem + " (in line 1)") || text.startsWith(problem), text);
  }
}

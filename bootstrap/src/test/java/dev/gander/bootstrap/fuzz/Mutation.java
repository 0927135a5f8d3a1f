package dev.gander.bootstrap.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/// One way to spoil a JSON text. `at` and `length` are thousandths of the text, `other` is what
/// comes into it.
record Mutation(Kind kind, int at, int length, String other) {
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e5",
          "1e400",
          "-1e-400",
          "1e99999999999999",
          "2147483648",
          "9223372036854775807",
          "-9223372036854775808",
          "123456789012345678901234567890",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud83d\"",
          "\"\\ude00\\ud83d\"",
          "\"\\ud83e\\udebf\"",
          "\"\\udb40\\udc41\"",
          "\"e\\udb40\\udc41\\u0301\"",
          "\"\\uffff\\ufffe\"",
          "\"\uD83E\uDEBF\u0085\u2028\"",
          "\"user\"",
          "\"assistant\"",
          "\"toolRequest\"",
          "\"toolResponse\"",
          "\"reasoning\"",
          "\"hologram\"",
          "\"success\"",
          "\"error\"",
          "\"2026-03-04T10:11:12+02:00\"",
          "\"+999999999-12-31T23:59:59Z\"",
          "\"-999999999-01-01T00:00:00Z\"",
          "\"/compact\"",
          "[]",
          "{}",
          "[null]",
          "{\"a\":1,\"a\":2}",
          "[" + "[".repeat(130) + "]".repeat(130) + "]",
          "{\"a\":".repeat(118) + "1" + "}".repeat(118),
          "\"" + "x".repeat(5000) + "\"");

  private static final List<String> NAMES =
      List.of("\"x\"", "\"\"", "\"type\"", "\"text\"", "\"content\"");

  private static final List<String> JUNK =
      List.of("[".repeat(2000), "\uFEFF", "\u0000", "\r", "\n", ",", ":", "}", "]", "\"", "\\");

  /// Most of them leave JSON behind, so that what reads its members is reached.
  enum Kind {
    VALUE(8),
    /// A whole object or array.
    BRANCH(3),
    NAME(2),
    INSERT(1),
    REMOVE(1),
    REPEAT(1),
    CUT(1);

    private final int weight;

    Kind(int weight) {
      this.weight = weight;
    }

    private List<String> others() {
      return switch (this) {
        case VALUE, BRANCH -> VALUES;
        case NAME -> NAMES;
        case INSERT, REMOVE, REPEAT, CUT -> JUNK;
      };
    }
  }

  private static final String STRING = "\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"";
  private static final Pattern NAME = Pattern.compile(STRING + "(?=\\s*:)");
  private static final Pattern SCALAR =
      Pattern.compile(STRING + "(?!\\s*:)|-?[0-9][0-9.eE+-]*|true|false|null");
  private static final Pattern BRACKETS = Pattern.compile(STRING + "|[\\[\\]{}]");
  private static final int LONGEST = 60;

  private static Arbitrary<Mutation> any() {
    return Arbitraries.frequencyOf(
        Stream.of(Kind.values()).map(kind -> Tuple.of(kind.weight, of(kind))).toList());
  }

  private static Arbitrary<Mutation> of(Kind kind) {
    Arbitrary<Integer> place =
        Arbitraries.integers().withDistribution(RandomDistribution.uniform()).between(0, 1000);
    return Combinators.combine(place, place, Arbitraries.of(kind.others()))
        .as((at, length, other) -> new Mutation(kind, at, length, other));
  }

  /// One of the texts, as it is or spoilt.
  static Arbitrary<String> of(List<String> texts) {
    return Combinators.combine(Arbitraries.of(texts), any().list().ofMaxSize(4))
        .as(
            (text, mutations) -> {
              String spoilt = text;
              for (Mutation mutation : mutations) {
                spoilt = mutation.apply(spoilt);
              }
              return spoilt;
            });
  }

  String apply(String text) {
    int begin = text.length() * at / 1000;
    int end = Math.min(text.length(), begin + 1 + LONGEST * length / 1000);
    return switch (kind) {
      case VALUE -> token(SCALAR, text);
      case NAME -> token(NAME, text);
      case BRANCH -> branch(text);
      case INSERT -> text.substring(0, begin) + other + text.substring(begin);
      case REMOVE -> text.substring(0, begin) + text.substring(end);
      case REPEAT -> text.substring(0, end) + text.substring(begin);
      case CUT -> text.substring(0, begin);
    };
  }

  private String token(Pattern kindOfToken, String text) {
    List<MatchResult> tokens = kindOfToken.matcher(text).results().toList();
    return tokens.isEmpty() ? other : replaced(text, pick(tokens).start(), pick(tokens).end());
  }

  private String branch(String text) {
    record Branch(int begin, int end) {}
    List<Branch> branches = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    Matcher next = BRACKETS.matcher(text);
    while (next.find()) {
      char bracket = next.group().charAt(0);
      if (bracket == '{' || bracket == '[') {
        open.push(next.start());
      } else if (bracket != '"' && !open.isEmpty()) {
        branches.add(new Branch(open.pop(), next.end()));
      }
    }
    return branches.isEmpty()
        ? other
        : replaced(text, pick(branches).begin(), pick(branches).end());
  }

  private <T> T pick(List<T> all) {
    return all.get((all.size() - 1) * at / 1000);
  }

  private String replaced(String text, int begin, int end) {
    return text.substring(0, begin) + other + text.substring(end);
  }
}

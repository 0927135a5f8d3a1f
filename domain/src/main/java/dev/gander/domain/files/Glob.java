package dev.gander.domain.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;

/// A pattern for one path segment: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before a literal character.
/// Matching takes time proportional to the product of both lengths, whatever the pattern, since
/// ignore files are untrusted input.
final class Glob {
  private final List<Part> parts;

  private sealed interface Part {
    boolean takes(int character);

    /// `*`: any number of characters.
    record Star() implements Part {
      @Override
      public boolean takes(int character) {
        return false;
      }
    }

    record One(IntPredicate set) implements Part {
      @Override
      public boolean takes(int character) {
        return set.test(character);
      }
    }
  }

  private Glob(List<Part> parts) {
    this.parts = parts;
  }

  /// Empty if the pattern is malformed, such as an unclosed bracket.
  static Optional<Glob> parse(String pattern) {
    var parser = new Parser(pattern.codePoints().toArray());
    return parser.parse() ? Optional.of(new Glob(List.copyOf(parser.parts))) : Optional.empty();
  }

  /// Backtracks to the last star only; the choices of earlier stars never need to be revisited.
  boolean matches(String name) {
    int part = 0;
    int star = -1;
    int taken = 0;
    int at = 0;
    while (at < name.length()) {
      if (part < parts.size() && parts.get(part) instanceof Part.Star) {
        star = part++;
        taken = at;
      } else if (part < parts.size() && parts.get(part).takes(name.codePointAt(at))) {
        part++;
        at = behind(name, at);
      } else if (star >= 0) {
        part = star + 1;
        taken = behind(name, taken);
        at = taken;
      } else {
        return false;
      }
    }
    while (part < parts.size() && parts.get(part) instanceof Part.Star) {
      part++;
    }
    return part == parts.size();
  }

  private static int behind(String name, int at) {
    return at + Character.charCount(name.codePointAt(at));
  }

  private static final class Parser {
    private final int[] pattern;
    private final List<Part> parts = new ArrayList<>();
    private int next;

    Parser(int[] pattern) {
      this.pattern = pattern;
    }

    boolean parse() {
      while (next < pattern.length) {
        int c = pattern[next++];
        boolean understood =
            switch (c) {
              case '*' -> parts.add(new Part.Star());
              case '?' -> one(_ -> true);
              case '[' -> brackets();
              case '\\' -> next < pattern.length && literal(pattern[next++]);
              default -> literal(c);
            };
        if (!understood) {
          return false;
        }
      }
      return true;
    }

    private boolean one(IntPredicate set) {
      return parts.add(new Part.One(set));
    }

    private boolean literal(int wanted) {
      return one(c -> c == wanted);
    }

    /// A `]` that comes first in the set is a literal.
    private boolean brackets() {
      boolean negated = next < pattern.length && (pattern[next] == '!' || pattern[next] == '^');
      next += negated ? 1 : 0;
      IntPredicate set = _ -> false;
      for (int first = next; next < pattern.length; ) {
        if (pattern[next] == ']' && next > first) {
          next++;
          return one(negated ? set.negate() : set);
        }
        set = set.or(range());
      }
      return false;
    }

    private IntPredicate range() {
      int from = character();
      boolean open = next + 1 < pattern.length && pattern[next] == '-' && pattern[next + 1] != ']';
      if (!open) {
        return c -> c == from;
      }
      next++;
      int to = character();
      return c -> from <= c && c <= to;
    }

    private int character() {
      boolean escaped = pattern[next] == '\\' && next + 1 < pattern.length;
      next += escaped ? 1 : 0;
      return pattern[next++];
    }
  }
}

package dev.gander.domain.policy;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/// A pattern for a text: `*`, `?`, `[a-z]`, `[!a-z]`, and `\` before a character that means itself.
/// In a pattern for paths `*` and `?` take no slash, but `**` does, and `**/` may take nothing.
/// Time is proportional to the product of both lengths, whatever the pattern.
final class TextGlob {
  /// In characters.
  static final int LONGEST = 1_000;

  /// A longer text is not looked at.
  private static final int LONGEST_TEXT = 16_384;

  private final List<Symbol> symbols;
  private final boolean isFolded;

  private sealed interface Symbol {
    record One(IntPredicate set, boolean isSlash) implements Symbol {}

    record Many(boolean hasSlashes, boolean endsWithSlash) implements Symbol {}
  }

  private TextGlob(List<Symbol> symbols, boolean isFolded) {
    this.symbols = symbols;
    this.isFolded = isFolded;
  }

  /// @param isFolded whether capitals are the same as small letters
  /// @throws PolicyMistake if the pattern is malformed
  static TextGlob ofText(String pattern, boolean isFolded) {
    return new TextGlob(new Parser(pattern, false, isFolded).parsed(), isFolded);
  }

  static TextGlob ofPath(String pattern, boolean isFolded) {
    return new TextGlob(new Parser(pattern, true, isFolded).parsed(), isFolded);
  }

  /// With the signs of patterns taken literally.
  static String quoted(String text) {
    return text.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
  }

  Matched match(OpenText given) {
    OpenText text = isFolded ? given.folded() : given;
    if (text.length() > LONGEST_TEXT) {
      return Matched.MAYBE;
    }
    if (runs(text, true)) {
      return Matched.YES;
    }
    return !text.isKnown() && runs(text, false) ? Matched.MAYBE : Matched.NO;
  }

  /// Follows all ways through the pattern at once.
  ///
  /// @param certainly whether a gap may be taken only by what takes everything that it may be;
  ///   otherwise it is whatever fits
  private boolean runs(OpenText text, boolean certainly) {
    BitSet states = new BitSet(symbols.size() + 1);
    states.set(0);
    int before = '/';
    skip(states, before, certainly);
    for (int at = 0; at < text.length(); at++) {
      int symbol = text.at(at);
      states = symbol >= 0 ? after(states, symbol) : afterGap(states, symbol, certainly);
      before = symbol;
      skip(states, before, certainly);
      if (states.isEmpty()) {
        return false;
      }
    }
    return states.get(symbols.size());
  }

  private BitSet after(BitSet states, int symbol) {
    BitSet next = new BitSet(symbols.size() + 1);
    for (int i = states.nextSetBit(0); i >= 0 && i < symbols.size(); i = states.nextSetBit(i + 1)) {
      switch (symbols.get(i)) {
        case Symbol.One(IntPredicate set, _) -> {
          if (set.test(symbol)) {
            next.set(i + 1);
          }
        }
        case Symbol.Many(boolean hasSlashes, _) -> {
          if (hasSlashes || symbol != '/') {
            next.set(i);
          }
        }
      }
    }
    return next;
  }

  private BitSet afterGap(BitSet states, int gap, boolean certainly) {
    BitSet next = new BitSet(symbols.size() + 1);
    for (int i = states.nextSetBit(0); i >= 0; i = states.nextSetBit(i + 1)) {
      if (certainly) {
        if (i < symbols.size()
            && symbols.get(i) instanceof Symbol.Many(boolean hasSlashes, _)
            && (hasSlashes || gap == OpenText.NAME)) {
          next.set(i);
        }
      } else {
        reach(next, i, gap);
      }
    }
    return next;
  }

  /// All that a gap may get to: whatever the pattern wants next may stand in it.
  private void reach(BitSet next, int from, int gap) {
    for (int i = from; i <= symbols.size(); i++) {
      next.set(i);
      boolean isSlash =
          i < symbols.size() && symbols.get(i) instanceof Symbol.One(_, boolean is) && is;
      if (isSlash && gap == OpenText.NAME) {
        return;
      }
    }
  }

  private void skip(BitSet states, int before, boolean certainly) {
    boolean isBehindSlash = before == '/' || (!certainly && before == OpenText.ANYTHING);
    for (int i = states.nextSetBit(0); i >= 0 && i < symbols.size(); i = states.nextSetBit(i + 1)) {
      if (symbols.get(i) instanceof Symbol.Many(_, boolean endsWithSlash)
          && (!endsWithSlash || isBehindSlash)) {
        states.set(i + 1);
      }
    }
  }

  private static final class Parser {
    private final int[] pattern;
    private final boolean isPath;
    private final boolean isFolded;
    private final List<Symbol> symbols = new ArrayList<>();
    private int next;

    Parser(String pattern, boolean isPath, boolean isFolded) {
      this.pattern = pattern.codePoints().toArray();
      this.isPath = isPath;
      this.isFolded = isFolded;
    }

    List<Symbol> parsed() {
      if (pattern.length > LONGEST) {
        throw new PolicyMistake("a pattern has at most " + LONGEST + " characters");
      }
      while (next < pattern.length) {
        int c = pattern[next++];
        switch (c) {
          case '*' -> star();
          case '?' -> one(it -> !isPath || it != '/', false);
          case '[' -> brackets();
          case '\\' -> {
            if (next == pattern.length) {
              throw new PolicyMistake("a pattern ends with a backslash");
            }
            literal(pattern[next++]);
          }
          default -> literal(c);
        }
      }
      return List.copyOf(symbols);
    }

    private void star() {
      boolean isDouble = isPath && next < pattern.length && pattern[next] == '*';
      if (!isDouble) {
        symbols.add(new Symbol.Many(!isPath, false));
        return;
      }
      boolean isAfterSlash = next >= 2 && pattern[next - 2] == '/';
      next++;
      boolean isBeforeSlash = next < pattern.length && pattern[next] == '/';
      if (isAfterSlash && isBeforeSlash) {
        next++;
        symbols.add(new Symbol.Many(true, true));
      } else {
        symbols.add(new Symbol.Many(true, false));
      }
    }

    private void one(IntPredicate set, boolean isSlash) {
      symbols.add(new Symbol.One(set, isSlash));
    }

    private void literal(int wanted) {
      int folded = isFolded ? OpenText.folded(wanted) : wanted;
      one(c -> c == folded, folded == '/');
    }

    /// A `]` that comes first in the set is a literal.
    private void brackets() {
      boolean negated = next < pattern.length && (pattern[next] == '!' || pattern[next] == '^');
      next += negated ? 1 : 0;
      IntPredicate set = _ -> false;
      for (int first = next; next < pattern.length; ) {
        if (pattern[next] == ']' && next > first) {
          next++;
          IntPredicate chosen = negated ? set.negate() : set;
          one(isPath ? chosen.and(c -> c != '/') : chosen, false);
          return;
        }
        set = set.or(range());
      }
      throw new PolicyMistake("a pattern has a bracket that is not closed");
    }

    private IntPredicate range() {
      int from = character();
      boolean open = next + 1 < pattern.length && pattern[next] == '-' && pattern[next + 1] != ']';
      int to = from;
      if (open) {
        next++;
        to = character();
      }
      int last = to;
      return c ->
          (from <= c && c <= last)
              || (isFolded && from <= Character.toUpperCase(c) && Character.toUpperCase(c) <= last);
    }

    private int character() {
      boolean escaped = pattern[next] == '\\' && next + 1 < pattern.length;
      next += escaped ? 1 : 0;
      return pattern[next++];
    }
  }
}

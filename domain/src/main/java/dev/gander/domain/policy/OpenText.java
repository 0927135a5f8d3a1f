package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellWord;
import dev.gander.domain.shell.WordPart;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A text with gaps that may be filled with anything.
final class OpenText {
  /// Any text without a slash.
  static final int NAME = -1;

  /// Any text.
  static final int ANYTHING = -2;

  static final OpenText UNKNOWN = new OpenText(new int[] {ANYTHING});

  /// Code points and gaps.
  private final int[] symbols;

  private OpenText(int[] symbols) {
    this.symbols = symbols;
  }

  static OpenText of(String text) {
    return new OpenText(text.codePoints().toArray());
  }

  static OpenText of(ShellWord word) {
    return new OpenText(
        word.parts().stream()
            .flatMapToInt(
                part ->
                    switch (part) {
                      case WordPart.Text(String text) -> text.codePoints();
                      case WordPart.Open open -> IntStream.of(open.hasSlashes() ? ANYTHING : NAME);
                    })
            .toArray());
  }

  OpenText behind(String prefix) {
    return new OpenText(IntStream.concat(prefix.codePoints(), Arrays.stream(symbols)).toArray());
  }

  OpenText folded() {
    return new OpenText(Arrays.stream(symbols).map(OpenText::folded).toArray());
  }

  static int folded(int symbol) {
    return symbol < 0 ? symbol : Character.toLowerCase(Character.toUpperCase(symbol));
  }

  IntStream symbols() {
    return Arrays.stream(symbols);
  }

  int length() {
    return symbols.length;
  }

  /// Gaps are left out.
  String known() {
    int[] known = symbols().filter(it -> it >= 0).toArray();
    return new String(known, 0, known.length);
  }

  boolean isKnown() {
    return Arrays.stream(symbols).allMatch(it -> it >= 0);
  }
}

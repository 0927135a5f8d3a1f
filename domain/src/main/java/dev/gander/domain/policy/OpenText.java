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
    int[] symbols = new int[text.codePointCount(0, text.length())];
    for (int at = 0, i = 0; i < symbols.length; i++) {
      symbols[i] = text.codePointAt(at);
      at += Character.charCount(symbols[i]);
    }
    return new OpenText(symbols);
  }

  static OpenText of(ShellWord word) {
    if (word.parts().size() == 1 && word.parts().getFirst() instanceof WordPart.Text(String only)) {
      return of(only);
    }
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
    int[] folded = new int[symbols.length];
    for (int i = 0; i < symbols.length; i++) {
      folded[i] = folded(symbols[i]);
    }
    return new OpenText(folded);
  }

  static int folded(int symbol) {
    return symbol < 0 ? symbol : Character.toLowerCase(Character.toUpperCase(symbol));
  }

  int at(int index) {
    return symbols[index];
  }

  int length() {
    return symbols.length;
  }

  /// Gaps are left out.
  String known() {
    int[] known = Arrays.stream(symbols).filter(it -> it >= 0).toArray();
    return new String(known, 0, known.length);
  }

  boolean isKnown() {
    for (int symbol : symbols) {
      if (symbol < 0) {
        return false;
      }
    }
    return true;
  }
}

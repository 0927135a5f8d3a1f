package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellWord;
import dev.gander.domain.shell.WordPart;
import java.util.Arrays;
import java.util.stream.IntStream;

/// A text with gaps that may be filled with anything.
///
/// @param symbols code points, or one of the gaps
record OpenText(int[] symbols) {
  /// Any text without a slash.
  static final int NAME = -1;

  /// Any text.
  static final int ANYTHING = -2;

  static final OpenText UNKNOWN = new OpenText(new int[] {ANYTHING});

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

  boolean isKnown() {
    return Arrays.stream(symbols).allMatch(it -> it >= 0);
  }
}

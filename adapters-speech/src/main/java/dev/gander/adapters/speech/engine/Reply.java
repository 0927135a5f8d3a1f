package dev.gander.adapters.speech.engine;

import java.io.IOException;
import java.util.Arrays;

/// What the program says.
///
/// @param text what was heard, or what is wrong
record Reply(Kind kind, String text) {
  static final Reply GONE = new Reply(Kind.GONE, "");

  enum Kind {
    /// The model is loaded.
    READY('r'),
    TEXT('t'),
    /// The sound cannot be read.
    BROKEN_SOUND('s'),
    /// The model cannot be loaded, or the engine failed.
    FAILED('f'),
    /// The program has ended.
    GONE('-');

    private final char letter;

    Kind(char letter) {
      this.letter = letter;
    }

    static Kind of(byte letter) throws IOException {
      return Arrays.stream(values())
          .filter(kind -> kind.letter == letter)
          .findFirst()
          .orElseThrow(() -> new IOException("no answer begins with " + letter));
    }
  }
}

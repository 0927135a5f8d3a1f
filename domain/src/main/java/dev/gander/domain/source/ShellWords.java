package dev.gander.domain.source;

import dev.gander.domain.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;

/// Splits a line as a POSIX shell does: at blanks, with quotes and backslashes.
public final class ShellWords {
  private final List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean isWord;

  private ShellWords() {}

  /// @throws InvalidInput if a quote is not closed
  public static List<String> of(String line) {
    ShellWords reading = new ShellWords();
    int at = 0;
    while (at < line.length()) {
      at = reading.read(line, at);
    }
    reading.endWord();
    return reading.words;
  }

  /// @return the position behind what was read
  private int read(String line, int at) {
    char c = line.charAt(at);
    if (Character.isWhitespace(c)) {
      endWord();
      return at + 1;
    }
    isWord = true;
    return switch (c) {
      case '\'', '"' -> quoted(line, at + 1, c);
      case '\\' -> escaped(line, at + 1);
      default -> {
        word.append(c);
        yield at + 1;
      }
    };
  }

  /// A backslash at the end of the line means nothing.
  private int escaped(String line, int at) {
    if (at < line.length()) {
      word.append(line.charAt(at));
    }
    return at + 1;
  }

  private int quoted(String line, int from, char quote) {
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == quote) {
        return i + 1;
      }
      boolean escapes = quote == '"' && c == '\\' && i + 1 < line.length();
      if (escapes && "\"\\$`".indexOf(line.charAt(i + 1)) >= 0) {
        i++;
      }
      word.append(line.charAt(i));
    }
    throw new InvalidInput("has a quote that is not closed");
  }

  private void endWord() {
    if (isWord) {
      words.add(word.toString());
    }
    word.setLength(0);
    isWord = false;
  }
}

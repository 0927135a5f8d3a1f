package dev.gander.adapters.persistence.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// A text that is not usable YAML. The message ends with line and column, counted from 1, and
/// contains nothing of the text: it may be a secret.
final class YamlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  YamlSyntaxException(String problem, Optional<Mark> mark) {
    super(problem + place(mark).map(place -> " at " + place).orElse(""));
  }

  static YamlSyntaxException noMap() {
    return new YamlSyntaxException("expected a map at line 1 column 1", Optional.empty());
  }

  /// @param offset from the beginning of the text, in code points
  static YamlSyntaxException at(String problem, String text, int offset) {
    int[] before = text.codePoints().limit(offset).toArray();
    int line = 0;
    int column = 0;
    for (int character : before) {
      column = character == '\n' ? 0 : column + 1;
      line += character == '\n' ? 1 : 0;
    }
    return new YamlSyntaxException(
        problem, Optional.of(new Mark("", offset, line, column, before, offset)));
  }

  /// Line and column, counted from 1.
  static Optional<String> place(Optional<Mark> mark) {
    return mark.map(it -> "line " + (it.getLine() + 1) + " column " + (it.getColumn() + 1));
  }
}

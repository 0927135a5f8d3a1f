package dev.gander.adapters.persistence.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// A text that is no usable YAML. The message ends in line and column, counted from 1, and holds
/// nothing of the text: it may be a secret.
final class YamlSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1;

  YamlSyntaxException(String problem, Optional<Mark> mark) {
    super(problem + mark.map(YamlSyntaxException::position).orElse(""));
  }

  static YamlSyntaxException noMap() {
    return new YamlSyntaxException("expected a map at line 1 column 1", Optional.empty());
  }

  private static String position(Mark mark) {
    return " at line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1);
  }
}

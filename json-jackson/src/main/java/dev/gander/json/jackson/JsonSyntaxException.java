package dev.gander.json.jackson;

import dev.gander.domain.error.InvalidInput;

/// A text that is no JSON. [#line()] and [#column()] count from 1; 0 when there is no position.
public final class JsonSyntaxException extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  JsonSyntaxException(String problem, int line, int column) {
    super(line > 0 ? problem + " at line " + line + " column " + column : problem);
    this.line = line;
    this.column = column;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}

package dev.gander.json.jackson;

import dev.gander.domain.error.InvalidInput;

/// The text is not JSON. [#line()] and [#column()] count from 1; 0 if the position is unknown.
public final class JsonSyntaxException extends InvalidInput {
  private static final long serialVersionUID = 1;

  private final int line;
  private final int column;

  JsonSyntaxException(String problem, int line, int column) {
    super(message(problem, line, column));
    this.line = line;
    this.column = column;
  }

  @Override
  public String unquoted() {
    return message("not readable as JSON", line, column);
  }

  private static String message(String problem, int line, int column) {
    return line > 0 ? problem + " at line " + line + " column " + column : problem;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}

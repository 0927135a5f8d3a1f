package dev.gander.application.template;

import dev.gander.application.template.value.Escaping;
import dev.gander.application.template.value.Semantics;
import dev.gander.application.template.value.Value;
import dev.gander.application.template.value.Value.Captured;
import dev.gander.application.template.value.Value.Safe;
import dev.gander.application.template.value.Value.Textual;
import dev.gander.application.template.value.Value.Undefined;
import java.util.function.UnaryOperator;

/// Writes the values of expressions.
final class Printing {
  private final UnaryOperator<String> print;
  private final Semantics semantics;

  Printing(UnaryOperator<String> print, Semantics semantics) {
    this.print = print;
    this.semantics = semantics;
  }

  void print(Expression expression, Value value, Escaping escaping, Output out) {
    switch (semantics.usable(value)) {
      case Undefined _ when escaping != Escaping.JSON -> {}
      // What is in it was printed when it was captured.
      case Captured(String text, String printed) -> out.write(text, printed);
      case Safe(String text) -> out.write(text, print(expression, text));
      case Value other -> printEscaped(expression, other, escaping, out);
    }
  }

  private void printEscaped(Expression expression, Value value, Escaping escaping, Output out) {
    boolean isQuoted = escaping == Escaping.JSON && value instanceof Textual;
    String text =
        escaping == Escaping.JSON && !isQuoted
            ? semantics.texts().json(value)
            : semantics.texts().printed(value);
    if (escaping == Escaping.NONE || (escaping == Escaping.JSON && !isQuoted)) {
      out.write(text, print(expression, text));
    } else {
      String quote = isQuoted ? "\"" : "";
      out.write(
          quote + escaping.escape(text) + quote,
          quote + escaping.escape(print.apply(text)) + quote);
    }
  }

  /// An indented text is printed line by line, since its indentation and its line breaks belong to
  /// the template.
  private String print(Expression expression, String text) {
    boolean isIndented =
        expression instanceof Expression.Filter filter && filter.name().equals("indent");
    if (!isIndented) {
      return print.apply(text);
    }
    StringBuilder out = new StringBuilder();
    for (int start = 0; start < text.length(); ) {
      int end = start;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      int content = start;
      while (content < end && (text.charAt(content) == ' ' || text.charAt(content) == '\t')) {
        content++;
      }
      out.append(text, start, content);
      if (content < end) {
        out.append(print.apply(text.substring(content, end)));
      }
      out.append(end < text.length() ? text.charAt(end) : "");
      start = end + 1;
    }
    return out.toString();
  }
}

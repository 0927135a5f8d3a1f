package dev.gander.application.recipe;

import dev.gander.application.template.Rendering;
import dev.gander.domain.error.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands in for values while a document is put together and read, so that nothing in a value can
/// be taken for a part of the document: no quote, line break or colon.
final class ValueMarks {
  private static final char FIRST_PRIVATE = '\uE000';
  private static final char LAST_PRIVATE = '\uF8FF';

  private final char mark;
  private final Pattern pattern;
  private final List<String> values = new ArrayList<>();
  private long length;

  /// @param document must not contain the mark itself
  ValueMarks(String document) {
    mark = unused(document);
    pattern = Pattern.compile(mark + "(\\d{1,9})" + mark);
  }

  /// A character without a meaning of its own that a text does not contain. There are more of them
  /// than a text could hold that somebody wrote.
  static char unused(String text) {
    for (char c = FIRST_PRIVATE; c <= LAST_PRIVATE; c++) {
      if (text.indexOf(c) < 0) {
        return c;
      }
    }
    throw new InvalidInput("A recipe must not contain all characters for private use");
  }

  /// @throws InvalidInput if all values together are longer than a recipe may become
  String mark(String value) {
    length += value.length();
    if (length > Rendering.LENIENT.maxOutput()) {
      throw new InvalidInput(
          "The recipe would have more than " + Rendering.LENIENT.maxOutput() + " characters");
    }
    values.add(value);
    return mark + String.valueOf(values.size() - 1) + mark;
  }

  /// The text with the values in place of their marks.
  String resolve(String text) {
    if (text.indexOf(mark) < 0) {
      return text;
    }
    return pattern.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
  }

  /// A document can make up a mark of its own by escapes; it means nothing then.
  private String value(MatchResult found) {
    int number = Integer.parseInt(found.group(1));
    return number < values.size() ? values.get(number) : found.group();
  }
}

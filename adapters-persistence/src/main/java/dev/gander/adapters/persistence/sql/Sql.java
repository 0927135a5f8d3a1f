package dev.gander.adapters.persistence.sql;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// A statement as it is written in the program. A parameter is `:name` or `?`, a list of them
/// `<name>`; in quotations there are none. `::` is a cast, and a comparison has blanks around `<`
/// and `>`. There are no comments.
///
/// @param texts before the first parameter, between two of them, and after the last one
/// @param plain what the database gets; null if that depends on lists
record Sql(List<String> texts, List<Parameter> parameters, @Nullable String plain) {

  /// @param name empty for `?`
  record Parameter(String name, boolean isList) {}

  static Sql parse(String sql) {
    List<String> texts = new ArrayList<>();
    List<Parameter> parameters = new ArrayList<>();
    int start = 0;
    int at = 0;
    while (at < sql.length()) {
      int end = end(sql, at);
      if (isParameter(sql, at, end)) {
        texts.add(sql.substring(start, at));
        parameters.add(parameter(sql, at, end));
        start = end;
      }
      at = end;
    }
    texts.add(sql.substring(start));
    boolean hasLists = parameters.stream().anyMatch(Parameter::isList);
    return new Sql(
        List.copyOf(texts), List.copyOf(parameters), hasLists ? null : String.join("?", texts));
  }

  /// Where what begins at a place ends: a quotation, a parameter, or anything else of one letter or
  /// more.
  private static int end(String sql, int start) {
    return switch (sql.charAt(start)) {
      case '\'', '"', '`' -> endOfQuotation(sql, start);
      case ':' -> sql.startsWith("::", start) ? start + 2 : endOfName(sql, start + 1);
      case '<' -> {
        int end = endOfName(sql, start + 1);
        yield end < sql.length() && sql.charAt(end) == '>' ? end + 1 : end;
      }
      default -> start + 1;
    };
  }

  /// A quote within is written twice, so that the next quotation begins where the first one ends.
  private static int endOfQuotation(String sql, int start) {
    int end = sql.indexOf(sql.charAt(start), start + 1);
    return end < 0 ? sql.length() : end + 1;
  }

  private static int endOfName(String sql, int start) {
    int end = start;
    while (end < sql.length() && isPartOfName(sql.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isPartOfName(char letter) {
    return letter == '_' || Character.isLetterOrDigit(letter);
  }

  private static boolean isParameter(String sql, int start, int end) {
    return switch (sql.charAt(start)) {
      case '?' -> true;
      case ':' -> end > start + 1 && sql.charAt(start + 1) != ':';
      case '<' -> end > start + 2 && sql.charAt(end - 1) == '>';
      default -> false;
    };
  }

  private static Parameter parameter(String sql, int start, int end) {
    return sql.charAt(start) == '<'
        ? new Parameter(sql.substring(start + 1, end - 1), true)
        : new Parameter(sql.substring(start + 1, end), false);
  }

  /// What the database gets: with a `?` for each value.
  ///
  /// @param sizes of the lists
  String text(ToIntFunction<String> sizes) {
    if (plain != null) {
      return plain;
    }
    StringBuilder text = new StringBuilder(texts.getFirst());
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      text.append(parameter.isList() ? places(sizes.applyAsInt(parameter.name())) : "?");
      text.append(texts.get(i + 1));
    }
    return text.toString();
  }

  private static String places(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}

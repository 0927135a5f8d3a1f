package dev.gander.adapters.persistence.sqlite;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.ParsedSql;
import org.jdbi.v3.core.statement.SqlParser;
import org.jdbi.v3.core.statement.StatementContext;

/// Finds the parameters `:name` and `?` of a statement; in quoted texts there are none. Jdbi's own
/// parsers are made by a generator, and interpreted code needs milliseconds for a statement with
/// them. Statements have no comments.
final class NamedParameters implements SqlParser {
  /// More than there are in the program; lists make some of their own for each length.
  private static final int MOST = 500;

  private final Map<String, ParsedSql> parsed = new ConcurrentHashMap<>();

  @Override
  public ParsedSql parse(String sql, StatementContext context) {
    ParsedSql known = parsed.get(sql);
    if (known == null) {
      if (parsed.size() >= MOST) {
        parsed.clear();
      }
      known = parse(sql);
      parsed.put(sql, known);
    }
    return known;
  }

  @Override
  public String nameParameter(String name, StatementContext context) {
    return ":" + name;
  }

  static ParsedSql parse(String sql) {
    ParsedSql.Builder parts = ParsedSql.builder();
    int start = 0;
    int at = 0;
    while (at < sql.length()) {
      switch (sql.charAt(at)) {
        case '\'', '"', '`' -> at = endOfQuotation(sql, at);
        case '?' -> {
          parts.append(sql.substring(start, at)).appendPositionalParameter();
          start = ++at;
        }
        case ':' -> {
          int end = endOfName(sql, at + 1);
          if (end > at + 1) {
            parts.append(sql.substring(start, at));
            parts.appendNamedParameter(sql.substring(at + 1, end));
            start = end;
          }
          at = end;
        }
        default -> at++;
      }
    }
    return parts.append(sql.substring(start)).build();
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
}

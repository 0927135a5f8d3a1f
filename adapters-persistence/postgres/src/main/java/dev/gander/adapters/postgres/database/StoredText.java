package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.sql.Statements;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// What PostgreSQL cannot store in a text: NUL, which it refuses, and halves of surrogate pairs, of
/// which the driver makes question marks. In a plain text each becomes U+FFFD; in JSON, where
/// nothing may change, halves become escapes, as NUL already is.
public final class StoredText {
  private static final char REPLACEMENT = '\uFFFD';

  private StoredText() {}

  /// A text as it is bound to a statement.
  static String plain(String text) {
    return isStorable(text) ? text : replaced(text, false);
  }

  /// JSON as text, equal to what was given for whoever reads it as JSON.
  public static String json(String text) {
    return isStorable(text) ? text : replaced(text, true);
  }

  private static boolean isStorable(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, at)) {
          return false;
        }
        at++;
      }
    }
    return true;
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  private static String replaced(String text, boolean escapes) {
    StringBuilder result = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isSurrogate(c) && isPair(text, at)) {
        result.append(c).append(text.charAt(++at));
      } else if (c != 0 && !Character.isSurrogate(c)) {
        result.append(c);
      } else if (escapes) {
        result.append("\\u%04x".formatted((int) c));
      } else {
        result.append(REPLACEMENT);
      }
    }
    return result.toString();
  }

  /// Binds every text of every statement, so that no store can forget it.
  static final Statements STATEMENTS =
      new Statements() {
        @Override
        public void bind(PreparedStatement statement, int position, @Nullable Object value)
            throws SQLException {
          Statements.super.bind(
              statement, position, value instanceof String text ? plain(text) : value);
        }
      };
}

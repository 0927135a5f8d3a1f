package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionQuery;
import dev.gander.json.jackson.JsonText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The database's part of a search: it excludes the messages that cannot contain any of the words,
/// and scans hundreds of megabytes in a fraction of a second. [SessionQuery], which knows the case
/// of all scripts, decides which of the rest match.
///
/// First it excludes messages that are nothing but a tool's result, and with them nearly all bytes.
/// Then it excludes ASCII texts without numeric escapes that do not contain the longest part of a
/// word that JSON does not escape: case folding changes only ASCII letters in such a text.
public final class SearchedRows {
  /// The name of a block's type and of its member, each in quotes that are not escaped, cannot be
  /// inside a string. A block of text has two of them; the first block, a result of one text, has
  /// two of its own: where there is no third, there is no block of text.
  private static final String NO_TEXT =
      """
      content_json LIKE '[{"type":"toolResponse","id":"%","toolResult":{"status":"success",\
      "value":{"content":[{"type":"text","text":"%'
      AND content_json NOT LIKE '%"text"%"text"%"text"%'""";

  private static final String MAY_SAY_ANYTHING =
      "octet_length(content_json) <> length(content_json) OR POSITION(content_json, '\\u') > 0";

  /// SQLite nests at most 1000 conditions; that many words match nearly everywhere anyway.
  private static final int MOST_PARTS = 200;

  private static final Pattern ESCAPED = Pattern.compile("[^!-~]|[\"\\\\/]");

  private final String condition;
  private final Map<String, String> parts;

  /// @param position the function that tells where a text is in another
  public SearchedRows(SessionQuery query, String position) {
    Set<String> plain = plainParts(query);
    this.parts = new LinkedHashMap<>();
    if (plain.size() <= MOST_PARTS) {
      plain.forEach(part -> parts.put("part" + parts.size(), part));
    }
    this.condition =
        "NOT ("
            + NO_TEXT
            + ") AND ("
            + (plain.size() <= MOST_PARTS ? MAY_SAY_ANYTHING.replace("POSITION", position) : "TRUE")
            + parts.keySet().stream()
                .map(part -> " OR " + position + "(lower(content_json), :" + part + ") > 0")
                .collect(Collectors.joining())
            + ")";
  }

  /// The rows that may match, with `content_json` and `timestamp`.
  public SqlQuery of(Handle handle, SessionId session) {
    String sql = "SELECT content_json, timestamp FROM messages WHERE session_id = :session AND ";
    return bound(handle.createQuery(sql + condition).bind("session", session.value()));
  }

  /// The sessions with such rows, their ids alone.
  public SqlQuery sessions(Handle handle) {
    return bound(handle.createQuery("SELECT DISTINCT session_id FROM messages WHERE " + condition));
  }

  private SqlQuery bound(SqlQuery rows) {
    parts.forEach(rows::bind);
    return rows;
  }

  /// Whether such a row matches.
  public static boolean matches(ResultSet row, SessionQuery query) throws SQLException {
    return isInTime(row, query) && isSaid(row.getString("content_json"), query);
  }

  private static boolean isInTime(ResultSet row, SessionQuery query) throws SQLException {
    return !query.isBounded()
        || StoredTime.parse(row.getString("timestamp")).filter(query::includes).isPresent();
  }

  private static boolean isSaid(String content, SessionQuery query) {
    try {
      return query.isSaidIn(MessageJson.readContent(JsonText.parse(content), Reading.TOLERANT));
    } catch (InvalidInput _) {
      return false;
    }
  }

  private static Set<String> plainParts(SessionQuery query) {
    return query.words().stream()
        .filter(word -> word.chars().allMatch(c -> c < 0x80))
        .map(SearchedRows::plainPart)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Empty, which occurs in every row, for a word of quotes and slashes.
  private static String plainPart(String word) {
    return ESCAPED.splitAsStream(word).max(Comparator.comparingInt(String::length)).orElse("");
  }
}

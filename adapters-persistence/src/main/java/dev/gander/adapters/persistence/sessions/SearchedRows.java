package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionQuery;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/// SQLite's part of a search: of the messages of a session it leaves out those that cannot say any
/// of the words, and reads hundreds of megabytes for that in a fraction of a second. Which of the
/// rest do say one is decided by [SessionQuery], which knows the case of all scripts.
///
/// Left out is, first, what is nothing but a tool's result: with these, nearly all bytes are gone.
/// Then, what is written in ASCII without escapes by number and does not hold the longest part of a
/// word that JSON writes as it is: folding changes nothing but the case of ASCII in such a text.
final class SearchedRows {
  /// The name of a block's type and of its member, each in quotes that are not escaped, cannot be
  /// inside a string. A block of text has two of them; the first block, a result of one text, has
  /// two of its own: where there is no third, there is no block of text.
  private static final String NO_TEXT =
      """
      content_json LIKE '[{"type":"toolResponse","id":"%","toolResult":{"status":"success",\
      "value":{"content":[{"type":"text","text":"%'
      AND content_json NOT LIKE '%"text"%"text"%"text"%'""";

  private static final String MAY_SAY_ANYTHING =
      "octet_length(content_json) <> length(content_json) OR instr(content_json, '\\u') > 0";

  private static final Pattern ESCAPED = Pattern.compile("[^!-~]|[\"\\\\/]");

  private final String sql;
  private final Map<String, String> parts;

  SearchedRows(SessionQuery query) {
    this.parts = new LinkedHashMap<>();
    for (String word : query.words()) {
      if (word.chars().allMatch(c -> c < 0x80)) {
        parts.put("part" + parts.size(), plainPart(word));
      }
    }
    this.sql =
        "SELECT content_json, timestamp FROM messages WHERE session_id = :session AND NOT ("
            + NO_TEXT
            + ") AND ("
            + MAY_SAY_ANYTHING
            + parts.keySet().stream()
                .map(part -> " OR instr(lower(content_json), :" + part + ") > 0")
                .collect(Collectors.joining())
            + ")";
  }

  /// The rows that are worth a look, with `content_json` and `timestamp`.
  Query of(Handle handle, SessionId session) {
    Query rows = handle.createQuery(sql).bind("session", session.value());
    parts.forEach(rows::bind);
    return rows;
  }

  /// Empty, and so in every row, for a word of quotes and slashes.
  private static String plainPart(String word) {
    return ESCAPED.splitAsStream(word).max(Comparator.comparingInt(String::length)).orElse("");
  }
}

package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionQuery;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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

  /// SQLite nests no more than 1000 conditions; so many words are said nearly everywhere anyway.
  private static final int MOST_PARTS = 200;

  private static final Pattern ESCAPED = Pattern.compile("[^!-~]|[\"\\\\/]");

  private final String sql;
  private final Map<String, String> parts;

  SearchedRows(SessionQuery query) {
    Set<String> plain = plainParts(query);
    this.parts = new LinkedHashMap<>();
    if (plain.size() <= MOST_PARTS) {
      plain.forEach(part -> parts.put("part" + parts.size(), part));
    }
    this.sql =
        "SELECT content_json, timestamp FROM messages WHERE session_id = :session AND NOT ("
            + NO_TEXT
            + ") AND ("
            + (plain.size() <= MOST_PARTS ? MAY_SAY_ANYTHING : "TRUE")
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

  private static Set<String> plainParts(SessionQuery query) {
    return query.words().stream()
        .filter(word -> word.chars().allMatch(c -> c < 0x80))
        .map(SearchedRows::plainPart)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /// Empty, and so in every row, for a word of quotes and slashes.
  private static String plainPart(String word) {
    return ESCAPED.splitAsStream(word).max(Comparator.comparingInt(String::length)).orElse("");
  }
}

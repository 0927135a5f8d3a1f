package dev.gander.adapters.persistence.sessions;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.message.MessageJson;
import dev.gander.domain.message.MessageJson.Reading;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionQuery;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.store.SessionStoreContract;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows that SQLite leaves out are missed by nobody: what is found is what reading all would find.
class SearchedRowsTest {
  private static final List<String> TEXTS =
      List.of(
          "strasse",
          "Straße",
          "STRASSE",
          "ﬁlm and ſun and 300 K",
          "İstanbul, ısı",
          "ga\u0308nse",
          "GÄNSE",
          "гусь",
          "ΧΉΝΕΣ",
          "雁が飛ぶ",
          "🪿",
          "50% of_it",
          "a\\\"quoted\\\"word",
          "back\\\\slash",
          "either\\/slash/or",
          "line\\nbreak\\tand\\u001b[0m",
          "escaped \\u0047OOSE and \\u00df and \\ud83e\\udebf",
          "del\u007fete");

  private static final List<String> WORDS =
      List.of(
          "strasse",
          "STRASSE",
          "straße",
          "raß",
          "ss",
          "film",
          "sun",
          "s",
          "k",
          "istanbul",
          "ISI",
          "gänse",
          "ga\u0308nse",
          "ГУСЬ",
          "χήνες",
          "ΧΉΝΕΣ",
          "雁",
          "🪿",
          "50%",
          "5_%",
          "of_it",
          "o_",
          "\"quoted",
          "quoted\"",
          "\"",
          "\\",
          "back\\slash",
          "h/or",
          "either/",
          "/",
          "nbreak",
          "goose",
          "u0047",
          "\u001b[0m",
          "[0M",
          "del\u007f",
          "delete",
          "tool",
          "type",
          "text",
          "zebra",
          "%");

  @TempDir Path folder;

  @Test
  void findsWhatReadingAllRowsWouldFind() {
    try (SessionWorld world = SessionWorld.in(folder)) {
      Map<SessionId, String> stored = store(world, rows());
      SqliteSessionSearch search = new SqliteSessionSearch(world.database(), world.sessions());
      for (String word : WORDS) {
        SessionQuery query = new SessionQuery(List.of(word, "nowhere"), rows().size(), null, null);

        Set<String> found =
            search.search(query).stream()
                .map(session -> stored.get(session.id()))
                .collect(toCollection(TreeSet::new));

        assertEquals(said(query), found, word);
      }
    }
  }

  @Test
  void allWordsAreFoundSomewhereOrNowhere() {
    List<String> vain =
        WORDS.stream()
            .filter(word -> said(new SessionQuery(List.of(word), 1, null, null)).isEmpty())
            .toList();

    assertFalse(vain.size() > WORDS.size() / 4, vain::toString);
  }

  /// Texts alone, beside and inside results of tools, and spaced as other programs may do.
  private static List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (String text : TEXTS) {
      rows.add("[{\"type\":\"text\",\"text\":\"" + text + "\"}]");
      rows.add("[" + result("zebra") + ",{\"type\":\"text\",\"text\":\"" + text + "\"}]");
      rows.add("[{\"type\":\"text\",\"text\":\"" + text + "\"}, " + result("zebra") + "]");
      rows.add("[" + result(text) + "]");
      rows.add("[" + failure() + ",{ \"text\" : \"" + text + "\", \"type\" : \"text\" }]");
      rows.add("[" + failure() + ", {\"text\":\"" + text + "\",\"type\":\"text\"}]");
    }
    rows.add("[" + failure() + "]");
    rows.add("[{\"type\":\"text\",\"text\":\"cut off");
    rows.add("{\"type\":\"text\",\"text\":\"goose\"}");
    return rows;
  }

  private static String result(String text) {
    return "{\"type\":\"toolResponse\",\"id\":\"c\",\"toolResult\":{\"status\":\"success\",\"value\":"
        + "{\"content\":[{\"type\":\"text\",\"text\":\""
        + text
        + "\"}],\"isError\":false}}}";
  }

  private static String failure() {
    return "{\"type\":\"toolResponse\",\"id\":\"c\",\"toolResult\":{\"status\":\"error\",\"error\":\"no\"}}";
  }

  private static Map<SessionId, String> store(SessionWorld world, List<String> rows) {
    Map<SessionId, String> stored = new LinkedHashMap<>();
    List<String> inserts = new ArrayList<>();
    for (String row : rows) {
      SessionId id = world.sessions().create(SessionStoreContract.PLAIN).id();
      stored.put(id, row);
      inserts.add(
          "INSERT INTO messages (message_id, session_id, role, content_json, created_timestamp)"
              + " VALUES ('m', '%s', 'user', '%s', 1)".formatted(id, row.replace("'", "''")));
    }
    world.execute(inserts.toArray(String[]::new));
    return stored;
  }

  private static Set<String> said(SessionQuery query) {
    return rows().stream().filter(row -> isSaid(row, query)).collect(toCollection(TreeSet::new));
  }

  private static boolean isSaid(String row, SessionQuery query) {
    try {
      return query.isSaidIn(MessageJson.readContent(JsonText.parse(row), Reading.TOLERANT));
    } catch (InvalidInput _) {
      return false;
    }
  }
}

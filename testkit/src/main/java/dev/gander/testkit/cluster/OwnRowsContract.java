package dev.gander.testkit.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.cluster.OwnRows.OwnRow;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [OwnRows], on three tables.
public interface OwnRowsContract {
  /// What creates them.
  List<String> TABLES =
      List.of(
          "CREATE TABLE numbered (n INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE,"
              + " note TEXT)",
          "CREATE TABLE pairs (word TEXT NOT NULL, day INTEGER NOT NULL, sum INTEGER,"
              + " PRIMARY KEY (word, day)) WITHOUT ROWID",
          "CREATE TABLE single (done INTEGER NOT NULL)",
          "INSERT INTO single VALUES (0)");

  OwnRow PAIR = pair("b", 10, 1);

  /// With empty tables, but for the single row.
  OwnRows rows();

  /// Stores a row with the next number in `numbered`.
  ///
  /// @return the number
  long add(String name);

  static OwnRow numbered(long number, String name) {
    JsonObject columns = JsonObject.builder().put("n", number).put("name", name).build();
    return new OwnRow(List.of(JsonNumber.of(number)), columns);
  }

  static OwnRow pair(String word, long day, long sum) {
    JsonObject columns =
        JsonObject.builder().put("word", word).put("day", day).put("sum", sum).build();
    return new OwnRow(List.of(Json.of(word), JsonNumber.of(day)), columns);
  }

  static OwnRow single(long done) {
    return new OwnRow(List.of(), JsonObject.builder().put("done", done).build());
  }

  @Test
  default void rowsAreReadInTheOrderOfTheirKeys() {
    rows().put("pairs", List.of(pair("b", 9, 1), pair("a", 20, 1), PAIR, pair("B", 1, 1)));

    assertEquals(List.of("numbered", "pairs", "single"), rows().tables());
    assertEquals(
        List.of(pair("B", 1, 1), pair("a", 20, 1)), rows().next("pairs", Optional.empty(), 2));
    assertEquals(
        List.of(pair("b", 9, 1), PAIR), rows().next("pairs", Optional.of(pair("a", 20, 0)), 5));
    assertEquals(List.of(), rows().next("pairs", Optional.of(PAIR), 5));
    assertEquals(List.of(), rows().next("numbered", Optional.empty(), 5));
  }

  @Test
  default void aRowTakesThePlaceOfTheOneWithItsKey() {
    OwnRow noted =
        new OwnRow(
            List.of(JsonNumber.of(7)),
            JsonObject.builder().put("n", 7).put("name", "x").put("note", "ü \"").build());
    rows().put("numbered", List.of(noted, numbered(8, "y")));
    rows().put("numbered", List.of(numbered(7, "z")));
    rows().put("numbered", List.of());

    assertEquals(
        List.of(numbered(7, "z")), rows().like("numbered", List.of(noted, numbered(9, "y"))));
    assertEquals(2, rows().next("numbered", Optional.empty(), 5).size());
  }

  @Test
  default void whatHasToBeUniqueStaysSo() {
    rows().put("numbered", List.of(numbered(1, "x")));

    rows().put("numbered", List.of(numbered(2, "x"), numbered(3, "y")));

    assertEquals(
        List.of(numbered(1, "x"), numbered(3, "y")), rows().next("numbered", Optional.empty(), 5));
  }

  @Test
  default void countingGoesOnAfterTheHighestNumber() {
    rows().put("numbered", List.of(numbered(41, "x"), numbered(7, "y")));

    assertEquals(42, add("z"));
  }

  @Test
  default void aTableMayHaveASingleRow() {
    rows().put("single", List.of(single(5)));

    assertEquals(List.of(single(5)), rows().next("single", Optional.empty(), 5));
    assertEquals(List.of(single(5)), rows().like("single", List.of(single(0))));
  }

  @Test
  default void rowsAreRemovedByTheirKeys() {
    rows().put("pairs", List.of(PAIR, pair("c", 1, 1)));

    rows().remove("pairs", List.of(pair("b", 10, 99), pair("d", 1, 1)));
    rows().remove("pairs", List.of());

    assertEquals(List.of(pair("c", 1, 1)), rows().next("pairs", Optional.empty(), 5));
  }
}

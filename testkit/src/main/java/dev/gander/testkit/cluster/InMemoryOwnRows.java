package dev.gander.testkit.cluster;

import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Rows of the tables of [OwnRowsContract].
public final class InMemoryOwnRows implements OwnRows {
  private static final Comparator<List<Json>> ORDER =
      (one, other) -> {
        Iterator<Json> others = other.iterator();
        for (Json value : one) {
          int order = compare(value, others.next());
          if (order != 0) {
            return order;
          }
        }
        return 0;
      };

  private final Map<String, NavigableMap<List<Json>, OwnRow>> tables = new HashMap<>();

  /// With empty tables, but for the single row.
  public InMemoryOwnRows() {
    tables().forEach(table -> tables.put(table, new TreeMap<>(ORDER)));
    put("single", List.of(OwnRowsContract.single(0)));
  }

  private static int compare(Json one, Json other) {
    return one instanceof JsonString(String text) && other instanceof JsonString(String otherText)
        ? text.compareTo(otherText)
        : Long.compare(number(one), number(other));
  }

  private static long number(Json json) {
    return ((JsonNumber) json).integer().orElseThrow();
  }

  @Override
  public List<String> tables() {
    return List.of("numbered", "pairs", "single");
  }

  private NavigableMap<List<Json>, OwnRow> table(String name) {
    return Optional.ofNullable(tables.get(name)).orElseThrow();
  }

  @Override
  public List<OwnRow> next(String table, Optional<OwnRow> after, int most) {
    return after
        .map(row -> table(table).tailMap(row.key(), row.key().isEmpty()))
        .orElse(table(table))
        .values()
        .stream()
        .limit(most)
        .toList();
  }

  @Override
  public List<OwnRow> like(String table, List<OwnRow> rows) {
    return rows.stream()
        .flatMap(row -> Optional.ofNullable(table(table).get(row.key())).stream())
        .toList();
  }

  @Override
  public void put(String table, List<OwnRow> rows) {
    remove(table, rows);
    rows.stream()
        .filter(row -> isUnique(table, row))
        .forEach(row -> table(table).put(row.key(), row));
  }

  private boolean isUnique(String table, OwnRow row) {
    Json name = row.columns().get("name");
    return name == null
        || table(table).values().stream().noneMatch(it -> name.equals(it.columns().get("name")));
  }

  @Override
  public void remove(String table, List<OwnRow> rows) {
    rows.forEach(row -> table(table).remove(row.key()));
  }
}

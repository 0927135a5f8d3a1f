package dev.gander.bootstrap.cluster;

import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.cluster.OwnRows.OwnRow;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Copies the rows of Gander's own stores to another database, some at a time, and then compares
/// both.
///
/// @param isReplacing whether the tables of the other become the same: rows that it has otherwise
///   are replaced, and those that are only there are removed, such as keys that were revoked
record OwnMove(OwnRows from, OwnRows to, boolean isReplacing) {
  private static final int PAGE = 500;

  private static final class Count {
    private long copied;
    private long present;
    private final List<String> kept = new ArrayList<>();
  }

  /// @throws InterruptedException between some rows and the next; what was copied stays
  MoveOutcome run() throws InterruptedException {
    Count count = new Count();
    for (String table : from.tables()) {
      if (isReplacing) {
        removeOthers(table, count);
      }
      copy(table, count);
    }
    for (String table : from.tables()) {
      compare(table, count);
    }
    return new MoveOutcome("rows of own stores", count.copied, count.present, count.kept);
  }

  private void removeOthers(String table, Count count) throws InterruptedException {
    for (List<OwnRow> page = page(to, table, Optional.empty());
        !page.isEmpty();
        page = page(to, table, last(page))) {
      Map<List<Json>, OwnRow> wanted = byKey(from.like(table, page));
      List<OwnRow> others = page.stream().filter(row -> !wanted.containsKey(row.key())).toList();
      to.remove(table, others);
      count.copied += others.size();
    }
  }

  private void copy(String table, Count count) throws InterruptedException {
    for (List<OwnRow> page = page(from, table, Optional.empty());
        !page.isEmpty();
        page = page(from, table, last(page))) {
      Map<List<Json>, OwnRow> there = byKey(to.like(table, page));
      List<OwnRow> missing = page.stream().filter(row -> isToCopy(row, there)).toList();
      to.put(table, missing);
      count.copied += missing.size();
      count.present += page.stream().filter(row -> row.equals(there.get(row.key()))).count();
    }
  }

  private boolean isToCopy(OwnRow row, Map<List<Json>, OwnRow> there) {
    OwnRow other = there.get(row.key());
    return !row.equals(other)
        && (isReplacing || other == null || (row.key().isEmpty() && isAhead(row, other)));
  }

  /// The single row of a table tells how far the rest of its store has come.
  private static boolean isAhead(OwnRow row, OwnRow other) {
    return number(row) > number(other);
  }

  private static long number(OwnRow single) {
    return single.columns().members().values().stream()
        .mapToLong(it -> it instanceof JsonNumber number ? number.integer().orElse(0) : 0)
        .sum();
  }

  private void compare(String table, Count count) throws InterruptedException {
    for (List<OwnRow> page = page(from, table, Optional.empty());
        !page.isEmpty();
        page = page(from, table, last(page))) {
      Map<List<Json>, OwnRow> there = byKey(to.like(table, page));
      page.stream()
          .filter(row -> !row.equals(there.get(row.key())))
          .forEach(row -> count.kept.add(name(table, row)));
    }
  }

  private static String name(String table, OwnRow row) {
    List<String> key = row.key().stream().map(OwnMove::text).toList();
    return key.isEmpty() ? table : table + " " + String.join("/", key);
  }

  private static String text(Json value) {
    return switch (value) {
      case JsonNumber(var number) -> number.toPlainString();
      case JsonString(var text) -> text;
      case Json other -> throw new IllegalArgumentException("no part of a key: " + other);
    };
  }

  private static Map<List<Json>, OwnRow> byKey(List<OwnRow> rows) {
    Map<List<Json>, OwnRow> byKey = new HashMap<>();
    rows.forEach(row -> byKey.put(row.key(), row));
    return byKey;
  }

  /// The single row of a table has no next one.
  private static Optional<OwnRow> last(List<OwnRow> page) {
    return Optional.of(page.getLast());
  }

  private static List<OwnRow> page(OwnRows rows, String table, Optional<OwnRow> after)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return after.filter(row -> row.key().isEmpty()).isPresent()
        ? List.of()
        : rows.next(table, after, PAGE);
  }
}

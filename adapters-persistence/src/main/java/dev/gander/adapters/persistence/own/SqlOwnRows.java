package dev.gander.adapters.persistence.own;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import dev.gander.domain.cluster.OwnRows;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonNumber;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/// Rows in statements that both databases understand. Keys are those that the tables declare.
public final class SqlOwnRows implements OwnRows {
  private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+)");

  private final OwnTables database;
  private final List<String> tables;
  private final ConcurrentMap<String, List<String>> keys = new ConcurrentHashMap<>();

  /// @param groups of the stores
  public SqlOwnRows(OwnTables database, List<TableGroup> groups) {
    this.database = database;
    tables =
        groups.stream()
            .flatMap(group -> group.steps().stream())
            .flatMap(step -> step.statements().stream())
            .flatMap(statement -> TABLE.matcher(statement).results())
            .map(found -> found.group(1))
            .toList();
  }

  @Override
  public List<String> tables() {
    return tables;
  }

  private List<String> key(Handle handle, String table) {
    return keys.computeIfAbsent(table, it -> declaredKey(handle, it));
  }

  private static List<String> declaredKey(Handle handle, String table) {
    try (ResultSet columns =
        handle
            .connection()
            .getMetaData()
            .getPrimaryKeys(null, handle.connection().getSchema(), table)) {
      TreeMap<Integer, String> key = new TreeMap<>();
      while (columns.next()) {
        key.put(columns.getInt("KEY_SEQ"), columns.getString("COLUMN_NAME"));
      }
      return List.copyOf(key.values());
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  @Override
  public List<OwnRow> next(String table, Optional<OwnRow> after, int most) {
    return database.read(
        handle -> {
          List<String> key = key(handle, table);
          String where =
              after.isEmpty() || key.isEmpty()
                  ? ""
                  : " WHERE " + tuple(key) + " > " + places(key.size());
          String order = key.isEmpty() ? "" : " ORDER BY " + String.join(", ", key);
          List<Object> values = new ArrayList<>(values(after.map(OwnRow::key).orElse(List.of())));
          values.add(most);
          return rows(handle, "SELECT * FROM " + table + where + order + " LIMIT ?", key, values);
        });
  }

  @Override
  public List<OwnRow> like(String table, List<OwnRow> rows) {
    return rows.isEmpty()
        ? List.of()
        : database.read(
            handle -> {
              List<String> key = key(handle, table);
              return rows(handle, "SELECT * FROM " + table + with(key, rows), key, keysOf(rows));
            });
  }

  private static String with(List<String> key, List<OwnRow> rows) {
    return key.isEmpty()
        ? ""
        : " WHERE "
            + tuple(key)
            + " IN (VALUES "
            + String.join(", ", Collections.nCopies(rows.size(), places(key.size())))
            + ")";
  }

  private static String tuple(List<String> columns) {
    return "(" + String.join(", ", columns) + ")";
  }

  private static String places(int count) {
    return "(" + String.join(", ", Collections.nCopies(count, "?")) + ")";
  }

  private static List<Object> keysOf(List<OwnRow> rows) {
    return rows.stream().flatMap(row -> values(row.key()).stream()).toList();
  }

  private static List<Object> values(List<Json> values) {
    return values.stream().map(SqlOwnRows::plain).toList();
  }

  private static Object plain(Json value) {
    return switch (value) {
      case JsonString(String text) -> text;
      case JsonNumber number -> number.integer().orElseThrow();
      case Json other -> throw new IllegalArgumentException("no value of a column: " + other);
    };
  }

  private static List<OwnRow> rows(
      Handle handle, String sql, List<String> key, List<Object> values) {
    return handle.select(sql, values.toArray()).map(row -> row(row, key)).list();
  }

  private static OwnRow row(ResultSet row, List<String> key) throws SQLException {
    JsonObject.Builder columns = JsonObject.builder();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      switch (row.getObject(i)) {
        case null -> {}
        case Number number -> columns.put(row.getMetaData().getColumnName(i), number.longValue());
        case Object text ->
            columns.put(
                row.getMetaData().getColumnName(i), text.toString().replace('\0', '\uFFFD'));
      }
    }
    JsonObject built = columns.build();
    return new OwnRow(key.stream().map(column -> built.members().get(column)).toList(), built);
  }

  @Override
  public void put(String table, List<OwnRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    database.write(
        handle -> {
          List<String> key = key(handle, table);
          delete(handle, table, key, rows);
          rows.forEach(row -> insert(handle, table, row));
          if (database.isShared() && key.size() == 1) {
            countOn(handle, table, key.getFirst());
          }
          return true;
        });
  }

  private static void insert(Handle handle, String table, OwnRow row) {
    List<String> columns = List.copyOf(row.columns().members().keySet());
    handle.execute(
        "INSERT INTO "
            + table
            + " "
            + tuple(columns)
            + " VALUES "
            + places(columns.size())
            + " ON CONFLICT DO NOTHING",
        values(columns.stream().map(row.columns().members()::get).toList()).toArray());
  }

  /// PostgreSQL goes on counting where it was, whatever number is stored. Does nothing for a key
  /// that is not counted.
  private static void countOn(Handle handle, String table, String column) {
    handle
        .createQuery("SELECT pg_get_serial_sequence(:table, :column)")
        .bind("table", table)
        .bind("column", column)
        .mapTo(String.class)
        .stream()
        .filter(Objects::nonNull)
        .forEach(
            counter ->
                handle
                    .createQuery(
                        "SELECT setval(cast(:counter AS regclass),"
                            + " greatest(pg_sequence_last_value(cast(:counter AS regclass)),"
                            + " (SELECT max("
                            + column
                            + ") FROM "
                            + table
                            + ")))")
                    .bind("counter", counter)
                    .mapTo(Long.class)
                    .one());
  }

  @Override
  public void remove(String table, List<OwnRow> rows) {
    if (!rows.isEmpty()) {
      database.write(handle -> delete(handle, table, key(handle, table), rows));
    }
  }

  private static int delete(Handle handle, String table, List<String> key, List<OwnRow> rows) {
    return handle.execute("DELETE FROM " + table + with(key, rows), keysOf(rows).toArray());
  }
}

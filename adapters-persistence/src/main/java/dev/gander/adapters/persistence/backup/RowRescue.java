package dev.gander.adapters.persistence.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Copies the rows of one table of a damaged database that can be read. Rows are read in the order
/// of their numbers; where that fails, the numbers that are left are halved until the unreadable
/// ones are known. For one thread.
final class RowRescue {
  /// Where so many attempts in a row failed, the rest is given up: without the root of a table none
  /// succeeds.
  private static final long MOST_FAILURES = 20_000;

  private static final int AT_ONCE = 500;

  /// When not even the last row is known.
  private static final long LIKELY_LAST = 1 << 24;

  private final Connection from;
  private final String table;
  private final List<String> columns;
  private final PreparedStatement insert;
  private long saved;
  private long lost;
  private long failures;

  /// @param into has the table already
  RowRescue(Connection from, Connection into, String table) throws SQLException {
    this.from = from;
    this.table = table;
    this.columns = columns(into, table);
    this.insert =
        into.prepareStatement(
            "INSERT OR IGNORE INTO %s (%s) VALUES (%s)"
                .formatted(
                    quoted(table),
                    String.join(", ", columns),
                    columns.stream().map(_ -> "?").collect(Collectors.joining(", "))));
  }

  /// With the number of the row, unless a column has it already or the table has none.
  private static List<String> columns(Connection into, String table) throws SQLException {
    List<String> columns = new ArrayList<>();
    boolean isNumbered = false;
    try (Statement statement = into.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA table_info(" + quoted(table) + ")")) {
      while (rows.next()) {
        columns.add(quoted(rows.getString("name")));
        isNumbered |= rows.getInt("pk") > 0 && rows.getString("type").equalsIgnoreCase("INTEGER");
      }
    }
    if (!isNumbered && hasNumbers(into, table)) {
      columns.add("rowid");
    }
    return columns;
  }

  static boolean hasNumbers(Connection connection, String table) {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT rowid FROM " + quoted(table) + " LIMIT 0").close();
      return true;
    } catch (SQLException _) {
      return false;
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  SavedTable run() throws SQLException {
    if (hasNumbers(from, table)) {
      rescue(edge("min", 1), edge("max", lastGiven()));
    } else {
      Chunk all = read("SELECT 0, %s FROM %s".formatted(String.join(", ", columns), quoted(table)));
      store(all.rows());
      lost += all.failed() ? 1 : 0;
    }
    insert.close();
    return new SavedTable(table, saved, lost);
  }

  /// The last number that was given, where the database counts them.
  private long lastGiven() {
    try (PreparedStatement statement =
        from.prepareStatement("SELECT seq FROM sqlite_sequence WHERE name = ?")) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : LIKELY_LAST;
      }
    } catch (SQLException _) {
      return LIKELY_LAST;
    }
  }

  private long edge(String which, long otherwise) {
    try (Statement statement = from.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT " + which + "(rowid) FROM " + quoted(table))) {
      return row.next() && row.getObject(1) != null ? row.getLong(1) : 0;
    } catch (SQLException _) {
      return otherwise;
    }
  }

  private void rescue(long first, long last) throws SQLException {
    long next = first;
    while (next <= last) {
      Chunk chunk = read(next, last);
      store(chunk.rows());
      if (!chunk.rows().isEmpty()) {
        failures = 0;
        next = chunk.reached() + 1;
      } else if (!chunk.failed()) {
        return;
      } else if (++failures > MOST_FAILURES || next == last) {
        lost += last - next + 1;
        return;
      } else {
        long middle = next + (last - next) / 2;
        rescue(next, middle);
        next = middle + 1;
      }
    }
  }

  /// Rows in a row.
  ///
  /// @param reached the number of the last one
  /// @param failed whether the one after them cannot be read
  private record Chunk(List<List<@Nullable Object>> rows, long reached, boolean failed) {}

  private Chunk read(long first, long last) {
    return read(
        "SELECT rowid, %s FROM %s NOT INDEXED WHERE rowid BETWEEN %d AND %d ORDER BY rowid LIMIT %d"
            .formatted(String.join(", ", columns), quoted(table), first, last, AT_ONCE));
  }

  /// @param sql with the number of the row first
  private Chunk read(String sql) {
    List<List<@Nullable Object>> read = new ArrayList<>();
    long reached = 0;
    try (Statement statement = from.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        read.add(values(rows));
        reached = rows.getLong(1);
      }
      return new Chunk(read, reached, false);
    } catch (SQLException _) {
      return new Chunk(read, reached, true);
    }
  }

  private List<@Nullable Object> values(ResultSet rows) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (int at = 0; at < columns.size(); at++) {
      values.add(rows.getObject(at + 2));
    }
    return values;
  }

  private void store(List<List<@Nullable Object>> rows) throws SQLException {
    for (List<@Nullable Object> row : rows) {
      for (int at = 0; at < row.size(); at++) {
        insert.setObject(at + 1, row.get(at));
      }
      int stored = insert.executeUpdate();
      saved += stored;
      lost += 1 - stored;
    }
  }
}

package dev.gander.adapters.persistence.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A statement that is run with several rows of values. For the thread of its handle.
public final class SqlBatch {
  private final Handle handle;
  private final String sql;
  private final List<Values> rows = new ArrayList<>();
  private Values next = new Values();

  SqlBatch(Handle handle, String sql) {
    this.handle = handle;
    this.sql = sql;
  }

  /// Of the next row.
  public SqlBatch bind(String name, @Nullable Object value) {
    next.name(name, value);
    return this;
  }

  /// Adds the row of the values that were bound.
  public void add() {
    rows.add(next);
    next = new Values();
  }

  /// Adds a row.
  ///
  /// @param placed the value of each `?`
  public void add(@Nullable Object... placed) {
    next.place(placed);
    add();
  }

  /// How many rows wait.
  public int size() {
    return rows.size();
  }

  /// Runs the statement with the rows that wait, if there are any.
  public void execute() {
    if (!rows.isEmpty()) {
      handle.run(sql, rows);
      rows.clear();
    }
  }
}

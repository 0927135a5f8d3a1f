package dev.gander.adapters.persistence.sql;

import java.sql.ResultSet;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/// The rows of a query, one after the other. Closes itself behind the last one, and if reading one
/// fails.
public final class Cursor<T extends @Nullable Object> implements Iterator<T>, AutoCloseable {
  private final Prepared prepared;
  private final ResultSet rows;
  private final RowReader<T> reader;
  private boolean isAtRow;
  private boolean isClosed;

  Cursor(Prepared prepared, ResultSet rows, RowReader<T> reader) {
    this.prepared = prepared;
    this.rows = rows;
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    if (!isAtRow && !isClosed) {
      isAtRow = used(_ -> rows.next());
      if (!isAtRow) {
        close();
      }
    }
    return isAtRow;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    isAtRow = false;
    return used(_ -> reader.read(rows));
  }

  /// A statement that has failed is closed, and its rows with it.
  private <V extends @Nullable Object> V used(Prepared.Use<V> use) {
    boolean failed = true;
    try {
      V value = prepared.use(use);
      failed = false;
      return value;
    } finally {
      isClosed |= failed;
    }
  }

  /// May be called several times.
  @Override
  public void close() {
    if (!isClosed) {
      isClosed = true;
      isAtRow = false;
      prepared.use(
          _ -> {
            rows.close();
            return true;
          });
      prepared.end();
    }
  }
}

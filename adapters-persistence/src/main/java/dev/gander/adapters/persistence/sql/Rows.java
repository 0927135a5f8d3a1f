package dev.gander.adapters.persistence.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// What a query finds. Each call makes the query.
public final class Rows<T extends @Nullable Object> {
  private final SqlQuery query;
  private final RowReader<T> reader;

  Rows(SqlQuery query, RowReader<T> reader) {
    this.query = query;
    this.reader = reader;
  }

  /// One after the other. To be closed, unless read to the end.
  public Cursor<T> cursor() {
    return query.open(reader);
  }

  /// One after the other. To be closed, unless read to the end.
  public Stream<T> stream() {
    Cursor<T> rows = cursor();
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(rows, Spliterator.ORDERED), false)
        .onClose(rows::close);
  }

  public void forEach(Consumer<? super T> action) {
    try (Cursor<T> rows = cursor()) {
      rows.forEachRemaining(action);
    }
  }

  public List<T> list() {
    List<T> all = new ArrayList<>();
    forEach(all::add);
    return all;
  }

  /// The first row, if there is one; empty if it reads as null.
  public Optional<T> findFirst() {
    try (Cursor<T> rows = cursor()) {
      return rows.hasNext() ? Optional.ofNullable(rows.next()) : Optional.empty();
    }
  }

  /// The only row, if there is one; empty if it reads as null.
  ///
  /// @throws IllegalStateException if there are more
  public Optional<T> findOne() {
    try (Cursor<T> rows = cursor()) {
      Optional<T> first = rows.hasNext() ? Optional.ofNullable(rows.next()) : Optional.empty();
      requireEnd(rows);
      return first;
    }
  }

  /// The only row.
  ///
  /// @throws IllegalStateException if there is none, or more
  public T one() {
    try (Cursor<T> rows = cursor()) {
      if (!rows.hasNext()) {
        throw new IllegalStateException("there is no row");
      }
      T first = rows.next();
      requireEnd(rows);
      return first;
    }
  }

  private static void requireEnd(Cursor<?> rows) {
    if (rows.hasNext()) {
      throw new IllegalStateException("there is more than one row");
    }
  }
}

package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.RowReader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The first statement of a transaction. It also names the transaction, so that nobody has to ask
/// the database once more.
///
/// @param sql a query with the columns [#NUMBER], for one row
/// @param values of its parameters
/// @param missing the failure if there is no row; nothing is stored then
public record Opening<A>(
    String sql,
    Map<String, ?> values,
    RowReader<A> row,
    Supplier<? extends RuntimeException> missing) {
  /// What names the transaction.
  public static final String NUMBER = TransactionMark.COLUMNS;

  /// Like [#NUMBER], of a transaction that does not wait for the disk: if the server crashes before
  /// the next write, it may be lost.
  public static final String NUMBER_SOON =
      NUMBER + ", set_config('synchronous_commit', 'off', true)";

  /// Begins a transaction without any work.
  static Opening<Boolean> plain(String number) {
    return new Opening<>("SELECT " + number, Map.of(), _ -> true, IllegalStateException::new);
  }

  record Opened<A>(TransactionMark mark, A row) {}

  Opened<A> run(Handle handle) {
    Optional<Opened<A>> opened =
        handle
            .createQuery(sql)
            .bindMap(values)
            .map(found -> new Opened<>(TransactionMark.read(found), row.read(found)))
            .findOne();
    return opened.orElseThrow(missing);
  }
}

package dev.gander.adapters.postgres.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/// The first statement of a transaction. It also tells the transaction's number, for which nobody
/// has to ask the database once more.
///
/// @param sql a query with the column [#NUMBER], for one row
/// @param values of its parameters
/// @param missing the failure if there is no row; nothing is stored then
public record Opening<A>(
    String sql,
    Map<String, ?> values,
    RowMapper<A> row,
    Supplier<? extends RuntimeException> missing) {
  private static final String NAME = "transaction_number";

  /// The transaction's number.
  public static final String NUMBER = "pg_current_xact_id()::text AS " + NAME;

  /// Like [#NUMBER], of a transaction that does not wait for the disk: if the server crashes before
  /// the next write, it may be lost.
  public static final String NUMBER_SOON =
      NUMBER + ", set_config('synchronous_commit', 'off', true)";

  /// Begins a transaction without any work.
  static Opening<Boolean> plain(String number) {
    return new Opening<>("SELECT " + number, Map.of(), (_, _) -> true, IllegalStateException::new);
  }

  record Opened<A>(String number, A row) {}

  Opened<A> run(Handle handle) {
    Optional<Opened<A>> opened =
        handle
            .createQuery(sql)
            .bindMap(values)
            .map((found, context) -> new Opened<>(number(found), row.map(found, context)))
            .findOne();
    return opened.orElseThrow(missing);
  }

  private static String number(ResultSet row) throws SQLException {
    return row.getString(NAME);
  }
}

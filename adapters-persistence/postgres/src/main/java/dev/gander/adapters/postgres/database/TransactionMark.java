package dev.gander.adapters.postgres.database;

import java.sql.ResultSet;
import java.sql.SQLException;

/// Names a transaction, for whoever asks later what became of it.
///
/// @param incarnation of the database, in which alone the number means it; empty if not known
record TransactionMark(String number, String incarnation) {
  private static final String NUMBER = "transaction_number";
  private static final String INCARNATION = "incarnation_id";

  /// The columns that [#read] reads.
  static final String COLUMNS =
      "pg_current_xact_id()::text AS " + NUMBER + ", " + Incarnation.ID + " AS " + INCARNATION;

  static TransactionMark read(ResultSet row) throws SQLException {
    return new TransactionMark(row.getString(NUMBER), row.getString(INCARNATION));
  }

  /// Whether a transaction with this number, in a database with that incarnation, is this one.
  boolean isOf(String asked) {
    return !incarnation.isEmpty() && incarnation.equals(asked);
  }
}

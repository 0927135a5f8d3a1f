package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import java.util.function.BooleanSupplier;

/// What became of a transaction whose commit was not answered.
enum CommitStatus {
  COMMITTED,
  LOST,
  IN_PROGRESS,
  /// The database crashed, and may have given the number to another one, or it has forgotten it.
  UNKNOWN;

  private static final String ASK =
      "SELECT coalesce(pg_xact_status(:number::xid8), '') AS status, "
          + Incarnation.ID
          + " AS incarnation";

  static CommitStatus ask(Handle handle, TransactionMark mark) {
    try {
      return handle
          .createQuery(ASK)
          .bind("number", mark.number())
          .map(row -> of(row.getString("status"), mark.isOf(row.getString("incarnation"))))
          .one();
    } catch (SqlFailure e) {
      if (PostgresFailure.isOfFutureTransaction(e)) {
        return LOST;
      }
      throw e;
    }
  }

  private static CommitStatus of(String status, boolean isSameIncarnation) {
    return switch (status) {
      case "committed" -> isSameIncarnation ? COMMITTED : UNKNOWN;
      case "aborted" -> LOST;
      case "in progress" -> IN_PROGRESS;
      case String _ -> UNKNOWN;
    };
  }

  /// @param trace looks for what was stored
  /// @throws LostCommit if it has to be asked again
  boolean isCommitted(BooleanSupplier trace) {
    return switch (this) {
      case COMMITTED -> true;
      case LOST -> false;
      case IN_PROGRESS -> throw new LostCommit();
      case UNKNOWN -> trace.getAsBoolean();
    };
  }
}

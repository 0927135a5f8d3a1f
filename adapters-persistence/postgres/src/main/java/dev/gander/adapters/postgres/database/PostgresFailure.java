package dev.gander.adapters.postgres.database;

import dev.gander.domain.error.StorageException;
import java.sql.SQLException;
import java.util.Set;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Explains PostgreSQL's error codes to users. Statements, their values and passwords stay out of
/// the texts.
final class PostgresFailure {
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /// The server goes or comes, or has no connection left.
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25P03");

  /// The driver's texts are in the language of the machine, but they name this.
  private static final String VERIFIER = "PgjdbcHostnameVerifier";

  private PostgresFailure() {}

  static StorageException of(DatabaseAddress address, Throwable failure) {
    return new StorageException(address.title() + " " + problem(failure), failure);
  }

  /// Whether the same transaction may succeed at once when it is run again.
  static boolean isConflict(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql != null && CONFLICTS.contains(state(sql));
  }

  /// Whether the connection is lost or cannot be made, and may come back by itself.
  static boolean isAway(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql != null
        && !isOfTls(failure)
        && (state(sql).startsWith("08") || PASSING.contains(state(sql)));
  }

  /// Whether the database has not given a transaction's number yet, or no longer after a crash.
  static boolean isOfFutureTransaction(Throwable failure) {
    SQLException sql = sqlException(failure);
    return sql != null && state(sql).equals("22023");
  }

  private static String problem(Throwable failure) {
    SQLException sql = sqlException(failure);
    if (sql == null) {
      return "cannot be used";
    }
    if (isOfTls(failure)) {
      return "cannot be reached by TLS as `sslmode` wants it: " + reason(failure);
    }
    return switch (state(sql)) {
      case "28P01", "28000" -> "refuses this server: the user name or the password is wrong";
      case "3D000" -> "does not exist";
      case "3F000" -> "has no such schema, and this user may not make it";
      case "42501" -> "refuses this server: its user lacks a right";
      case "25006" -> "can only be read at the moment, so that nothing is stored";
      case "53100" -> "cannot grow: its disk is full";
      case "53300" -> "has no connection left for this server";
      case "55P03" -> "is busy: others hold what this server waited for";
      case "57014" -> "took too long to answer";
      case "57P01", "57P02", "57P03" -> "is being stopped or started";
      case String state when state.startsWith("08") -> "cannot be reached";
      case String state -> "refused a statement (" + state + ")";
    };
  }

  private static String state(SQLException failure) {
    return failure.getSQLState() == null ? "08000" : failure.getSQLState();
  }

  /// A server that wants no TLS, an unknown certificate, or one of another host, will not change by
  /// itself.
  private static boolean isOfTls(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String text = String.valueOf(t.getMessage());
      if (t instanceof SSLException || text.contains("SSL") || text.contains(VERIFIER)) {
        return true;
      }
    }
    return false;
  }

  private static String reason(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }

  /// The innermost: a pool wraps what its last attempt failed with.
  private static @Nullable SQLException sqlException(Throwable failure) {
    SQLException found = null;
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && (found == null || sql.getSQLState() != null)) {
        found = sql;
      }
    }
    return found;
  }
}

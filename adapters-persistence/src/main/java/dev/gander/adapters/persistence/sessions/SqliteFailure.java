package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.error.StorageException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Says in words what SQLite's codes mean to a user.
final class SqliteFailure {
  private SqliteFailure() {}

  /// The failure for a caller. Statements and their values stay out of the text: they hold what the
  /// user said.
  static StorageException of(Path file, Throwable failure) {
    SQLException cause = sqlException(failure);
    String problem =
        cause instanceof SQLiteException sqlite
            ? describe(sqlite.getResultCode())
            : "cannot be used";
    return new StorageException("The session database " + file + " " + problem, failure);
  }

  /// Whether another process held a lock, so that a new try may succeed.
  static boolean isBusy(Throwable failure) {
    return sqlException(failure) instanceof SQLiteException sqlite
        && primary(sqlite.getResultCode()) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  private static String describe(SQLiteErrorCode code) {
    return switch (primary(code)) {
      case 5, 6 -> "is locked by another program";
      case 8 -> "is read-only";
      case 10 -> "cannot be read or written: the disk reports an error (" + code + ")";
      case 11 -> "is damaged (" + code + ")";
      case 13 -> "cannot grow: the disk is full";
      case 14 -> "cannot be opened";
      case 26 -> "is not a database: the file has another format";
      default -> "refused a statement (" + code + ")";
    };
  }

  /// SQLite puts details into the higher bytes of a code.
  private static int primary(SQLiteErrorCode code) {
    return code.code & 0xff;
  }

  private static @Nullable SQLException sqlException(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        return sql;
      }
    }
    return null;
  }
}

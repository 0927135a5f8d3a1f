package dev.gander.adapters.persistence.sqlite;

import dev.gander.domain.error.StorageException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.NativeLibraryNotFoundException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Explains SQLite's error codes to users.
public final class SqliteFailure {
  private static final String READ_ONLY =
      "can only be read, so that nothing is stored: the file or its folder is closed to writing";

  private SqliteFailure() {}

  /// The failure for a caller. Statements and their values stay out of the text: they contain the
  /// user's words.
  public static StorageException of(DatabaseFile file, Throwable failure) {
    return new StorageException(file.title() + " " + problem(failure), failure);
  }

  private static String problem(Throwable failure) {
    if (isWithoutLibrary(failure)) {
      return "cannot be used: SQLite's library cannot be loaded. Is the folder for temporary files"
          + " full, or closed to programs?";
    }
    return sqlException(failure) instanceof SQLiteException sqlite
        ? describe(sqlite.getResultCode())
        : "cannot be used";
  }

  /// The driver reports this once; after that its methods are missing.
  private static boolean isWithoutLibrary(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof NativeLibraryNotFoundException || t instanceof LinkageError) {
        return true;
      }
    }
    return false;
  }

  /// The failure after a check.
  static StorageException damaged(DatabaseFile file, String finding) {
    return new StorageException(file.title() + " " + describeDamage(finding), null);
  }

  /// The failure of a write to a read-only file.
  static StorageException readOnly(DatabaseFile file) {
    return new StorageException(file.title() + " " + READ_ONLY, null);
  }

  /// The failure of a write to a file that is no longer in its place. SQLite would go on writing to
  /// it, and all of that would be lost with the process.
  static StorageException moved(DatabaseFile file) {
    return new StorageException(
        file.title()
            + " was moved or replaced while it was in use, so that nothing is stored. Start again to"
            + " use the one that is there now",
        null);
  }

  /// Whether the file contains data that SQLite never writes.
  static boolean isDamage(Throwable failure) {
    return sqlException(failure) instanceof SQLiteException sqlite
        && primary(sqlite.getResultCode()) == SQLiteErrorCode.SQLITE_CORRUPT.code;
  }

  /// Whether the disk is full or does not work, or a file beside the database cannot be made.
  static boolean isOfTheDisk(Throwable failure) {
    return sqlException(failure) instanceof SQLiteException sqlite
        && switch (primary(sqlite.getResultCode())) {
          case 10, 13, 14 -> true;
          default -> false;
        };
  }

  /// Whether another process held a lock, so that a retry may succeed.
  static boolean isBusy(Throwable failure) {
    return sqlException(failure) instanceof SQLiteException sqlite
        && primary(sqlite.getResultCode()) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  private static String describe(SQLiteErrorCode code) {
    return switch (primary(code)) {
      case 5, 6 -> "is locked by another program";
      case 8 -> READ_ONLY;
      case 10 -> "cannot be read or written: the disk reports an error (" + code.name() + ")";
      case 11 -> describeDamage(code.name());
      case 13 -> "cannot grow: the disk is full";
      case 14 -> "cannot be opened: it or its folder is missing or closed to this user";
      case 26 ->
          "is not a database: the file has another format. It is left alone; when it is moved away,"
              + " a new one begins";
      default -> "refused a statement (" + code + ")";
    };
  }

  /// SQLite puts details into the higher bytes of a code.
  private static int primary(SQLiteErrorCode code) {
    return code.code & 0xff;
  }

  /// Reading continues, page by page; what is written to a damaged file may be the next thing lost.
  private static String describeDamage(String finding) {
    return "is damaged ("
        + finding
        + "). It is left as it is: what can be read can be used and exported, nothing is stored any"
        + " more. Stop all programs that use it; then `goosed restore FOLDER` puts a backup in its"
        + " place, and `goosed restore --salvage` a new one of what can be read of it";
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

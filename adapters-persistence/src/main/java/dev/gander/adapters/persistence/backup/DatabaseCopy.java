package dev.gander.adapters.persistence.backup;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlFailure;
import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.adapters.persistence.sqlite.SqliteConnections;
import dev.gander.adapters.persistence.sqlite.SqliteFailure;
import dev.gander.domain.error.StorageException;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// A database in use as a file of its own: what is committed when the copy begins, packed. Writers
/// go on meanwhile.
///
/// @param source the database
record DatabaseCopy(DatabaseFile source) {

  /// @throws StorageException if it cannot be copied; the target may be there in part
  void to(Path target) throws IOException, InterruptedException {
    PrivateFiles.newFile(target);
    run(source, "VACUUM INTO ?", target.toString());
  }

  /// Reads a copy from its beginning to its end.
  ///
  /// @throws StorageException if it is damaged
  void requireSound() throws InterruptedException {
    String finding = run(source, "PRAGMA quick_check(1)", null);
    if (!finding.equals("ok")) {
      throw new StorageException(source.title() + " is damaged: " + finding, null);
    }
  }

  /// The number of rows; empty if there is no such table.
  OptionalLong count(String table) throws InterruptedException {
    boolean exists =
        !run(source, "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?", table)
            .equals("0");
    return exists
        ? OptionalLong.of(Long.parseLong(run(source, "SELECT count(*) FROM " + table, null)))
        : OptionalLong.empty();
  }

  /// Runs a statement that may take long on a thread that SQLite may block, and stops it when the
  /// caller is interrupted.
  ///
  /// @return the first value of its answer, or nothing
  private static String run(DatabaseFile file, String sql, @Nullable String parameter)
      throws InterruptedException {
    try (Handle handle = new SqliteConnections(file, SqliteConnections.BUSY_MILLIS).copier();
        PreparedStatement statement = handle.connection().prepareStatement(sql)) {
      if (parameter != null) {
        statement.setString(1, parameter);
      }
      return await(statement);
    } catch (SQLException | SqlFailure e) {
      throw SqliteFailure.of(file, e);
    }
  }

  private static String await(PreparedStatement statement)
      throws SQLException, InterruptedException {
    FutureTask<String> running = new FutureTask<>(() -> first(statement));
    Thread thread = Thread.ofPlatform().name("backup").daemon().start(running);
    try {
      return running.get();
    } catch (InterruptedException e) {
      statement.cancel();
      thread.join();
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SQLException sql ? sql : new SQLException(e.getCause());
    }
  }

  private static String first(PreparedStatement statement) throws SQLException {
    if (!statement.execute()) {
      return "";
    }
    try (ResultSet rows = statement.getResultSet()) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    }
  }
}

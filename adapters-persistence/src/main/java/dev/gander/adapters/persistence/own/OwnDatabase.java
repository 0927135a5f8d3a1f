package dev.gander.adapters.persistence.own;

import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.adapters.persistence.sqlite.SqliteConnections;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.observe.Unobserved;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The file `gander.db`: what is Gander's own, so that goose's database and files hold only what
/// goose would write. Several servers may use it at the same time. It is made with the first use.
@SuppressWarnings("exports") // Handles are for the stores of this module only.
public final class OwnDatabase implements AutoCloseable {
  private final Path file;
  private final SqliteDatabase<Map<String, Integer>> database;

  /// @param file `gander.db`; created with its folder on first use
  /// @param groups the tables of all stores
  public OwnDatabase(Path file, List<TableGroup> groups) {
    this(file, groups, Unobserved.INSTANCE);
  }

  /// @param observer is told of the work
  public OwnDatabase(Path file, List<TableGroup> groups, Observer observer) {
    this(file, SqliteConnections.BUSY_MILLIS, groups, observer);
  }

  /// @param busyMillis how long to wait for another process
  OwnDatabase(Path file, int busyMillis, List<TableGroup> groups) {
    this(file, busyMillis, groups, Unobserved.INSTANCE);
  }

  private OwnDatabase(Path file, int busyMillis, List<TableGroup> groups, Observer observer) {
    this.file = file;
    database =
        new SqliteDatabase<>(
            new DatabaseFile("database", file), busyMillis, new TableVersions(groups), observer);
  }

  /// Whether anything was ever stored. A store that has nothing to find without the file need not
  /// make it.
  public boolean exists() {
    return Files.exists(file);
  }

  /// Runs work that only reads, on one snapshot per statement.
  public <T extends @Nullable Object> T read(Function<Handle, T> work) {
    return database.read((handle, _) -> work.apply(handle));
  }

  /// Runs work in one transaction: all of it is on disk when this returns, nothing is stored when
  /// it throws. The work may be called twice, the first time without effect.
  public <T extends @Nullable Object> T write(Function<Handle, T> work) {
    return database.write((handle, _) -> work.apply(handle));
  }

  /// Like [#write], but does not wait for the disk: a power failure before the next write may lose
  /// it, a kill of the process cannot.
  public <T extends @Nullable Object> T writeSoon(Function<Handle, T> work) {
    return database.writeSoon((handle, _) -> work.apply(handle));
  }

  /// See [SqliteDatabase#look]; empty as long as nothing was stored.
  public Optional<StoreState> look() {
    return exists() ? Optional.of(database.look()) : Optional.empty();
  }

  /// See [SqliteDatabase#check].
  public void check() {
    database.check();
  }

  /// Waits for the work in progress and closes the file. May be called several times.
  @Override
  public void close() {
    database.close();
  }
}

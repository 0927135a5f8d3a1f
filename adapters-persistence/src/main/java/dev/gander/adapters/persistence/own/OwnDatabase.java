package dev.gander.adapters.persistence.own;

import dev.gander.adapters.persistence.sql.Handle;
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
import org.jspecify.annotations.Nullable;

/// The file `gander.db`: what is Gander's own, so that goose's database and files hold only what
/// goose would write. Several servers may use it at the same time. It is made with the first use.
public final class OwnDatabase implements OwnTables, AutoCloseable {
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

  @Override
  public boolean exists() {
    return Files.exists(file);
  }

  /// Other processes of this machine may, whose work stores have always had to reckon with.
  @Override
  public boolean isShared() {
    return false;
  }

  @Override
  public <T extends @Nullable Object> T read(Function<Handle, T> work) {
    return database.read((handle, _) -> work.apply(handle));
  }

  @Override
  public <T extends @Nullable Object> T write(Function<Handle, T> work) {
    return database.write((handle, _) -> work.apply(handle));
  }

  @Override
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

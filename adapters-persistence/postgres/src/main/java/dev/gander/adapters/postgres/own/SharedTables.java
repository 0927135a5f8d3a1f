package dev.gander.adapters.postgres.own;

import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The tables of one store. Its transactions run one after the other over all servers, as they do
/// in SQLite, by a lock of the database that ends with the transaction; those of other stores do
/// not wait for them.
///
/// @param store names the lock; empty for a store whose statements are right without one
public record SharedTables(PostgresDatabase database, String store) implements OwnTables {
  /// The first half of the locks' names, so that they do not meet others'.
  private static final int LOCKS = 0x6f776e;

  @Override
  public boolean exists() {
    return true;
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public <T extends @Nullable Object> T read(Function<Handle, T> work) {
    return database.read(work);
  }

  @Override
  public <T extends @Nullable Object> T write(Function<Handle, T> work) {
    return database.write(handle -> alone(handle, work));
  }

  @Override
  public <T extends @Nullable Object> T writeSoon(Function<Handle, T> work) {
    return database.write(
        handle -> {
          handle.execute("SET LOCAL synchronous_commit = off");
          return alone(handle, work);
        });
  }

  private <T extends @Nullable Object> T alone(Handle handle, Function<Handle, T> work) {
    if (!store.isEmpty()) {
      handle.execute("SELECT pg_advisory_xact_lock(?, ?)", LOCKS, store.hashCode());
    }
    return work.apply(handle);
  }
}

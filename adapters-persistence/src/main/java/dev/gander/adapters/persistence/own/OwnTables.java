package dev.gander.adapters.persistence.own;

import dev.gander.adapters.persistence.sql.Handle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is Gander's own, in tables of a database: SQLite's on one machine, PostgreSQL's for several
/// nodes. The stores on it are written once, in statements that both understand. Any thread.
public interface OwnTables {
  /// Whether anything was ever stored. A store that has nothing to find need not make the database.
  boolean exists();

  /// Whether servers write to it that cannot be told of changes otherwise: then nothing that was
  /// read may be remembered.
  boolean isShared();

  /// Runs work that only reads, on one snapshot per statement.
  <T extends @Nullable Object> T read(Function<Handle, T> work);

  /// Runs work in one transaction: all of it is on disk when this returns, nothing is stored when
  /// it throws. No other transaction of the same store runs in between, also on other servers. The
  /// work may be called again, the earlier times without effect.
  <T extends @Nullable Object> T write(Function<Handle, T> work);

  /// Like [#write], but does not wait for the disk: a power failure before the next write may lose
  /// it, a kill of the process cannot.
  <T extends @Nullable Object> T writeSoon(Function<Handle, T> work);
}

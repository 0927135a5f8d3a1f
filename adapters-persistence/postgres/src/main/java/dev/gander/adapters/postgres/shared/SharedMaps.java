package dev.gander.adapters.postgres.shared;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.config.StoredMap;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// All maps, as this server knows them. It asks a few times a second for what has changed, from its
/// first look on, so that reading takes no time; while the database is away, what it knew last
/// counts, and before it was ever reached, reading fails: what the maps forbid is unknown then.
/// `lock` guards the asking.
public final class SharedMaps implements AutoCloseable {
  public static final TableGroup TABLES =
      new TableGroup(
          "shared_maps",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE shared_map (
                    name text COLLATE "C" PRIMARY KEY,
                    content bytea NOT NULL,
                    version bigint NOT NULL
                  )""",
                  "CREATE INDEX shared_map_by_version ON shared_map (version)",
                  """
                  CREATE TABLE shared_map_state (
                    version bigint NOT NULL,
                    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one)
                  )""",
                  "INSERT INTO shared_map_state VALUES (0)")));

  private static final System.Logger LOG = System.getLogger(SharedMaps.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(300);
  private static final String STATE = "SELECT version FROM shared_map_state";

  private final PostgresDatabase database;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable Known known;
  private volatile @Nullable Failed failed;
  private @Nullable Thread asking;
  private volatile boolean isFailing;

  public SharedMaps(PostgresDatabase database) {
    this.database = database;
  }

  /// @param version up to which changes are in it
  /// @param contents as they are stored
  private record Known(long version, Map<String, byte[]> contents) {}

  /// The last look that failed.
  private record Failed(StorageException failure, long at) {
    boolean isRecent() {
      return System.nanoTime() - at < PAUSE.toNanos();
    }
  }

  /// A map that is stored as it is.
  public StoredMap map(String name) {
    return new SharedMap(this, name, MapSeal.NONE);
  }

  /// A map that is encrypted in the database.
  public StoredMap sealed(String name, MapSeal seal) {
    return new SharedMap(this, name, seal);
  }

  /// The content of a map; empty if it was never stored. The same object until it changes.
  Optional<byte[]> content(String name) {
    Known now = known;
    return Optional.ofNullable((now == null ? firstLook() : now).contents().get(name));
  }

  private Known firstLook() {
    Failed before = failed;
    if (before != null && before.isRecent()) {
      throw new StorageException(before.failure().text(), before.failure());
    }
    lock.lock();
    try {
      Known now = known;
      if (now == null) {
        now = database.readNow(handle -> upToDate(handle, new Known(-1, Map.of())));
        known = now;
        asking = Thread.ofVirtual().name("shared settings").start(this::ask);
      }
      return now;
    } catch (StorageException e) {
      failed = new Failed(e, System.nanoTime());
      throw e;
    } finally {
      lock.unlock();
    }
  }

  private void ask() {
    try {
      while (true) {
        Thread.sleep(PAUSE);
        tryToAsk();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToAsk() {
    try {
      askNow();
      isFailing = false;
    } catch (StorageException e) {
      if (!isFailing) {
        LOG.log(Level.WARNING, "settings of other servers are not seen now: {0}", e.text());
      }
      isFailing = true;
    }
  }

  private void askNow() {
    lock.lock();
    try {
      Known before = known;
      if (before != null) {
        known = database.readNow(handle -> upToDate(handle, before));
      }
    } finally {
      lock.unlock();
    }
  }

  /// A database that was restored from a copy begins at an older number.
  private static Known upToDate(Handle handle, Known before) {
    long version = handle.createQuery(STATE).mapTo(Long.class).one();
    if (version == before.version()) {
      return before;
    }
    boolean isOlder = version < before.version();
    Map<String, byte[]> contents = new HashMap<>(isOlder ? Map.of() : before.contents());
    handle
        .createQuery("SELECT name, content FROM shared_map WHERE version > :known")
        .bind("known", isOlder ? -1 : before.version())
        .map(row -> Map.entry(row.getString("name"), row.getBytes("content")))
        .forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
    return new Known(version, contents);
  }

  /// Changes a map; one change after the other over all servers.
  ///
  /// @param change gives what it got if there is nothing to write
  void edit(String name, UnaryOperator<Optional<byte[]>> change) {
    boolean isChanged =
        database.write(
            handle -> {
              long version = handle.createQuery(STATE + " FOR UPDATE").mapTo(Long.class).one() + 1;
              Optional<byte[]> before =
                  handle
                      .createQuery("SELECT content FROM shared_map WHERE name = :name")
                      .bind("name", name)
                      .mapTo(byte[].class)
                      .findOne();
              Optional<byte[]> after = change.apply(before);
              if (after.isEmpty() || after.equals(before)) {
                return false;
              }
              handle.execute(
                  """
                  INSERT INTO shared_map (name, content, version) VALUES (?, ?, ?)
                  ON CONFLICT (name) DO UPDATE SET content = excluded.content,
                    version = excluded.version""",
                  name,
                  after.get(),
                  version);
              handle.execute("UPDATE shared_map_state SET version = ?", version);
              return true;
            });
    if (isChanged) {
      tryToAsk();
    }
  }

  @Override
  public void close() {
    Thread thread = asking;
    if (thread != null) {
      thread.interrupt();
    }
  }
}

package dev.gander.adapters.postgres.own;

import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.database.PostgresDatabase;
import dev.gander.domain.cluster.ClusterNode;
import dev.gander.domain.cluster.ClusterNodes;
import dev.gander.domain.cluster.NodeDescription;
import dev.gander.domain.error.StorageException;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The servers, each with a row that it renews, by the clock of the database. One that has not for
/// [#LIMIT] counts as dead, but not for a server that was away itself: after an outage of the
/// database all of them are late.
public final class NodeTable implements ClusterNodes, Liveness, AutoCloseable {
  static final TableGroup TABLES =
      new TableGroup(
          "nodes",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE node (
                    id text COLLATE "C" PRIMARY KEY,
                    name text NOT NULL,
                    version text NOT NULL,
                    labels text NOT NULL,
                    started timestamptz NOT NULL,
                    seen timestamptz NOT NULL,
                    steady_since timestamptz NOT NULL
                  )""")));

  static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final System.Logger LOG = System.getLogger(NodeTable.class.getName());

  private static final String LATE = "clock_timestamp() - make_interval(secs => :limit)";

  private final PostgresDatabase database;
  private final String self;
  private volatile @Nullable Thread beating;

  /// @param self the id of this server
  NodeTable(PostgresDatabase database, String self) {
    this.database = database;
    this.self = self;
  }

  /// Enters this server and keeps its row fresh until it is closed. Fails for nothing: a database
  /// that is away is tried again.
  void join(NodeDescription description) {
    if (beating == null) {
      beating =
          Thread.ofVirtual().name("sign of life").start(() -> beatUntilInterrupted(description));
    }
  }

  private void beatUntilInterrupted(NodeDescription description) {
    try {
      while (true) {
        tryToBeat(description);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToBeat(NodeDescription description) {
    try {
      beat(description);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the other servers may take this one for dead: {0}", e.text());
    }
  }

  void beat(NodeDescription description) {
    database.write(
        handle ->
            handle
                .createUpdate(
                    """
                    INSERT INTO node (id, name, version, labels, started, seen, steady_since)
                    SELECT :id, :name, :version, :labels, t, t, t FROM clock_timestamp() AS t
                    ON CONFLICT (id) DO UPDATE SET seen = excluded.seen,
                      steady_since = CASE
                        WHEN node.seen < excluded.seen - make_interval(secs => :limit)
                        THEN excluded.seen ELSE node.steady_since END""")
                .bind("id", self)
                .bind("name", description.name())
                .bind("version", description.version())
                .bind("labels", String.join(" ", description.labels()))
                .bind("limit", LIMIT.toSeconds())
                .execute());
  }

  @Override
  public boolean isAlive(Handle handle, String server) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM node WHERE id = :server AND (seen > "
                + LATE
                + " OR NOT EXISTS (SELECT FROM node WHERE id = :self AND seen > "
                + LATE
                + " AND steady_since < "
                + LATE
                + ")))")
        .bind("server", server)
        .bind("self", self)
        .bind("limit", LIMIT.toSeconds())
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public List<ClusterNode> list() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT *, seen > "
                        + LATE
                        + " AS alive FROM node WHERE seen > clock_timestamp() - interval '1 day'"
                        + " ORDER BY started, id")
                .bind("limit", LIMIT.toSeconds())
                .map((row, _) -> node(row))
                .list());
  }

  private static ClusterNode node(ResultSet row) throws SQLException {
    String labels = row.getString("labels");
    return new ClusterNode(
        row.getString("id"),
        new NodeDescription(
            row.getString("name"),
            row.getString("version"),
            labels.isEmpty() ? Set.of() : Set.of(labels.split(" "))),
        time(row, "started"),
        time(row, "seen"),
        row.getBoolean("alive"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /// Leaves, so that the others need not wait to take over.
  @Override
  public void close() {
    Thread thread = beating;
    beating = null;
    if (thread != null) {
      thread.interrupt();
      try {
        thread.join();
        database.write(handle -> handle.execute("DELETE FROM node WHERE id = ?", self));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } catch (StorageException e) {
        LOG.log(Level.DEBUG, "the others will notice that this server is gone: {0}", e.text());
      }
    }
  }
}

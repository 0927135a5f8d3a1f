package dev.gander.adapters.postgres.own;

import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
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
import org.jspecify.annotations.Nullable;

/// The servers, each with a row that it renews, by the clock of the database, and that says for how
/// long it lives without. One that is late counts as dead, but not for a server that was away
/// itself: after an outage of the database all of them are late.
public final class NodeTable implements ClusterNodes, Liveness, AutoCloseable {
  public static final TableGroup TABLES =
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
                    lasts interval NOT NULL DEFAULT '10 seconds',
                    steady_since timestamptz NOT NULL,
                    draining boolean NOT NULL DEFAULT false
                  )""")));

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /// How often a server gives a sign of life within the time for which one counts.
  private static final int SIGNS = 3;

  private static final System.Logger LOG = System.getLogger(NodeTable.class.getName());

  /// Enters the server `:node` as alive if nothing is known of it yet.
  public static final String ENTER =
      "INSERT INTO node (id, name, version, labels, started, seen, steady_since)"
          + " SELECT :node, '', '', '', t, t, t FROM clock_timestamp() AS t"
          + " ON CONFLICT (id) DO NOTHING";

  /// Whether the server of a row called `n` has given a sign of life in time.
  public static final String IS_IN_TIME = "n.seen + n.lasts > clock_timestamp()";

  /// Whether the server `:self` was in time for long enough that others, after an outage of the
  /// database, have been too.
  public static final String IS_STEADY =
      "EXISTS (SELECT FROM node n WHERE n.id = :self AND "
          + IS_IN_TIME
          + " AND n.steady_since + n.lasts < clock_timestamp())";

  private final PostgresDatabase database;
  private final String self;
  private final DatabaseClock clock;
  private volatile @Nullable Thread beating;

  /// @param self the id of this server
  /// @param clock learns the time of the database with each sign of life
  NodeTable(PostgresDatabase database, String self, DatabaseClock clock) {
    this.database = database;
    this.self = self;
    this.clock = clock;
  }

  /// Enters this server and keeps its row fresh until it is closed. Fails for nothing: a database
  /// that is away is tried again.
  ///
  /// @param lasts for how long a sign of life counts
  void join(NodeDescription description, Duration lasts) {
    if (beating == null) {
      beating =
          Thread.ofVirtual()
              .name("sign of life")
              .start(() -> beatUntilInterrupted(description, lasts));
    }
  }

  private void beatUntilInterrupted(NodeDescription description, Duration lasts) {
    Duration often = lasts.dividedBy(SIGNS);
    Duration pause = often.compareTo(LONGEST_PAUSE) < 0 ? often : LONGEST_PAUSE;
    try {
      while (true) {
        tryToBeat(description, lasts);
        Thread.sleep(pause);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tryToBeat(NodeDescription description, Duration lasts) {
    try {
      beat(description, lasts);
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "the other servers may take this one for dead: {0}", e.text());
    }
  }

  void beat(NodeDescription description, Duration lasts) {
    var _ =
        database.write(
            handle -> {
              Instant before = clock.machine().instant();
              Instant there = beat(handle, description, lasts);
              clock.compare(before, there, clock.machine().instant());
              return there;
            });
  }

  /// @return the time of the database
  private Instant beat(Handle handle, NodeDescription description, Duration lasts) {
    return handle
        .createQuery(
            """
                    INSERT INTO node
                      (id, name, version, labels, started, seen, steady_since, lasts)
                    SELECT :id, :name, :version, :labels, t, t, t, make_interval(secs => :lasts)
                    FROM clock_timestamp() AS t
                    ON CONFLICT (id) DO UPDATE SET name = excluded.name,
                      version = excluded.version, labels = excluded.labels,
                      lasts = excluded.lasts, seen = excluded.seen,
                      steady_since = CASE
                        WHEN node.seen + node.lasts < excluded.seen
                        THEN excluded.seen ELSE node.steady_since END
                    RETURNING seen""")
        .bind("id", self)
        .bind("name", description.name())
        .bind("version", description.version())
        .bind("labels", String.join(" ", description.labels()))
        .bind("lasts", lasts.toMillis() / 1000.0)
        .map(row -> time(row, "seen"))
        .one();
  }

  @Override
  public boolean isAlive(Handle handle, String server) {
    return handle
        .createQuery(
            "SELECT EXISTS (SELECT FROM node n WHERE n.id = :server AND ("
                + IS_IN_TIME
                + " OR NOT "
                + IS_STEADY
                + "))")
        .bind("server", server)
        .bind("self", self)
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public List<ClusterNode> list() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT n.*, "
                        + IS_IN_TIME
                        + " AS alive FROM node n WHERE n.seen > clock_timestamp() - interval '1 day'"
                        + " ORDER BY n.started, n.id")
                .map(row -> node(row))
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
        row.getBoolean("alive"),
        row.getBoolean("draining"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  @Override
  public void drain() {
    try {
      database.write(
          handle -> handle.execute("UPDATE node SET draining = true WHERE id = ?", self));
    } catch (StorageException e) {
      LOG.log(
          Level.WARNING, "the others do not know that this server is about to stop: {0}", e.text());
    }
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

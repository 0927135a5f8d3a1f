package dev.gander.adapters.persistence.runs;

import dev.gander.adapters.persistence.own.Liveness;
import dev.gander.adapters.persistence.own.OldRows;
import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlQuery;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.run.LeftRun;
import dev.gander.domain.run.Run;
import dev.gander.domain.run.RunId;
import dev.gander.domain.run.RunKeyReused;
import dev.gander.domain.run.RunPage;
import dev.gander.domain.run.RunQuery;
import dev.gander.domain.run.RunRequest;
import dev.gander.domain.run.RunState;
import dev.gander.domain.run.RunStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Runs in Gander's own database. The server to which a run belongs is written beside it.
public final class SqlRunStore implements RunStore {
  public static final TableGroup TABLES =
      new TableGroup(
          "runs",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE runs (
                    number INTEGER PRIMARY KEY AUTOINCREMENT,
                    id TEXT NOT NULL UNIQUE,
                    owner TEXT NOT NULL,
                    idempotency_key TEXT,
                    server TEXT NOT NULL,
                    state TEXT NOT NULL,
                    request TEXT NOT NULL,
                    recipe TEXT,
                    schedule TEXT,
                    session TEXT,
                    created TEXT NOT NULL,
                    started TEXT,
                    ended TEXT,
                    reason TEXT,
                    report TEXT,
                    attempts INTEGER NOT NULL
                  )""",
                  """
                  CREATE UNIQUE INDEX runs_by_key ON runs (owner, idempotency_key)
                    WHERE idempotency_key IS NOT NULL""",
                  "CREATE INDEX runs_by_owner ON runs (owner, number)",
                  "CREATE INDEX runs_by_state ON runs (state, number)"),
              TableGroup.Step.of(
                  "ALTER TABLE runs ADD COLUMN announced INTEGER NOT NULL DEFAULT 0",
                  "UPDATE runs SET announced = 1 WHERE ended IS NOT NULL",
                  """
                  CREATE INDEX runs_unannounced ON runs (number)
                    WHERE announced = 0 AND ended IS NOT NULL""")));

  /// Written before the id of a server that has not yet taken a run.
  private static final String HANDED_TO = "to ";

  private static final String OPEN = "state IN ('queued', 'running', 'waiting')";

  private final OwnTables database;
  private final String self;
  private final Liveness liveness;

  /// @param self identifies this process, and no later one with the same number
  /// @param isAlive whether a process that called itself so is running
  public SqlRunStore(OwnTables database, String self, Predicate<String> isAlive) {
    this(database, self, Liveness.of(isAlive));
  }

  public SqlRunStore(OwnTables database, String self, Liveness liveness) {
    this.database = database;
    this.self = self;
    this.liveness = liveness;
  }

  @Override
  public Run create(Run run, @Nullable String idempotencyKey) {
    return database.write(
        handle -> {
          Optional<Run> known =
              idempotencyKey == null
                  ? Optional.empty()
                  : withKey(handle, run.owner(), idempotencyKey, run.request());
          if (known.isEmpty()) {
            RunRows.insert(handle, run, self, idempotencyKey);
          }
          return known.orElse(run);
        });
  }

  @Override
  public Optional<Run> find(KeyId owner, String idempotencyKey, RunRequest request) {
    return database.exists()
        ? database.read(handle -> withKey(handle, owner, idempotencyKey, request))
        : Optional.empty();
  }

  private static Optional<Run> withKey(
      Handle handle, KeyId owner, String idempotencyKey, RunRequest request) {
    Optional<Run> known =
        handle
            .createQuery(
                "SELECT * FROM runs WHERE owner = :owner AND idempotency_key = :idempotencyKey")
            .bind("owner", owner.value())
            .bind("idempotencyKey", idempotencyKey)
            .map(RunRows::read)
            .findOne();
    if (known.filter(run -> !run.request().equals(request)).isPresent()) {
      throw new RunKeyReused();
    }
    return known;
  }

  @Override
  public Optional<Run> find(RunId id) {
    return row(id).map(RunRows.Row::run);
  }

  private Optional<RunRows.Row> row(RunId id) {
    return database.exists() ? database.read(handle -> row(handle, id)) : Optional.empty();
  }

  private static Optional<RunRows.Row> row(Handle handle, RunId id) {
    return handle
        .createQuery("SELECT * FROM runs WHERE id = :id")
        .bind("id", id.text())
        .map(RunRows::row)
        .findOne();
  }

  /// The end of a run has to outlast a power failure; where it stood before is known only to a
  /// server that is gone then.
  @Override
  public Optional<Run> change(RunId id, Set<RunState> from, UnaryOperator<Run> change) {
    return change(id, row -> from.contains(row.run().state()), change);
  }

  @Override
  public Optional<Run> changeOwn(RunId id, Set<RunState> from, UnaryOperator<Run> change) {
    return change(id, row -> isOwn(row) && from.contains(row.run().state()), change);
  }

  @Override
  public boolean isOwn(RunId id) {
    return row(id).filter(row -> isOwn(row) && !row.run().state().isEnd()).isPresent();
  }

  private boolean isOwn(RunRows.Row row) {
    return row.server().equals(self);
  }

  private Optional<Run> change(RunId id, Predicate<RunRows.Row> which, UnaryOperator<Run> change) {
    Optional<Run> before = row(id).filter(which).map(RunRows.Row::run);
    if (before.isEmpty()) {
      return before;
    }
    boolean isEnd = change.apply(before.get()).state().isEnd();
    return isEnd
        ? database.write(handle -> changed(handle, id, which, change))
        : database.writeSoon(handle -> changed(handle, id, which, change));
  }

  private static Optional<Run> changed(
      Handle handle, RunId id, Predicate<RunRows.Row> which, UnaryOperator<Run> change) {
    Optional<Run> changed = row(handle, id).filter(which).map(RunRows.Row::run).map(change);
    changed.ifPresent(run -> RunRows.update(handle, run));
    return changed;
  }

  @Override
  public List<Run> unannounced(int limit) {
    return database.exists()
        ? database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT * FROM runs WHERE announced = 0 AND ended IS NOT NULL
                        ORDER BY number LIMIT :limit""")
                    .bind("limit", limit)
                    .map(RunRows::read)
                    .list())
        : List.of();
  }

  @Override
  public void announced(RunId id) {
    if (database.exists()) {
      database.writeSoon(
          handle -> handle.execute("UPDATE runs SET announced = 1 WHERE id = ?", id.text()));
    }
  }

  @Override
  public RunPage list(RunQuery query) {
    return database.exists() ? database.read(handle -> page(handle, query)) : RunRows.NONE;
  }

  private static RunPage page(Handle handle, RunQuery query) {
    StringBuilder sql = new StringBuilder("SELECT * FROM runs WHERE number < :after");
    if (query.owner() != null) {
      sql.append(" AND owner = :owner");
    }
    if (!query.states().isEmpty()) {
      sql.append(" AND state IN (<states>)");
    }
    SqlQuery statement =
        handle
            .createQuery(sql.append(" ORDER BY number DESC LIMIT :limit").toString())
            .bind("after", query.after() == null ? Long.MAX_VALUE : query.after())
            .bind("limit", query.limit() + 1L);
    if (query.owner() != null) {
      statement.bind("owner", query.owner().value());
    }
    if (!query.states().isEmpty()) {
      statement.bindList("states", query.states().stream().map(RunState::wire).toList());
    }
    return RunRows.page(statement, query.limit());
  }

  @Override
  public int surplus(Instant before) {
    return old().count(before);
  }

  @Override
  public int forget(Instant before) {
    return old().remove(before);
  }

  private OldRows old() {
    return new OldRows(database, "runs", "ended", "announced = 1");
  }

  @Override
  public void handOver(RunId id, String server) {
    database.write(
        handle ->
            handle.execute(
                "UPDATE runs SET server = ? WHERE id = ? AND server = ? AND " + OPEN,
                HANDED_TO + server,
                id.text(),
                self));
  }

  @Override
  public List<LeftRun> takeOver() {
    if (!database.exists() || left().isEmpty()) {
      return List.of();
    }
    return database.write(
        handle -> {
          List<String> servers = left(handle);
          if (servers.isEmpty()) {
            return List.of();
          }
          List<LeftRun> left =
              handle
                  .createQuery(
                      "SELECT * FROM runs WHERE "
                          + OPEN
                          + " AND server IN (<servers>) ORDER BY number")
                  .bindList("servers", servers)
                  .map(row -> left(RunRows.row(row)))
                  .list();
          handle
              .createUpdate(
                  "UPDATE runs SET server = :self WHERE " + OPEN + " AND server IN (<servers>)")
              .bind("self", self)
              .bindList("servers", servers)
              .execute();
          return left;
        });
  }

  private static LeftRun left(RunRows.Row row) {
    return new LeftRun(row.run(), row.server().startsWith(HANDED_TO) ? null : row.server());
  }

  private List<String> left() {
    return database.read(this::left);
  }

  private List<String> left(Handle handle) {
    return handle
        .createQuery("SELECT DISTINCT server FROM runs WHERE " + OPEN)
        .mapTo(String.class)
        .list()
        .stream()
        .filter(server -> isLeft(handle, server))
        .toList();
  }

  private boolean isLeft(Handle handle, String server) {
    if (server.startsWith(HANDED_TO)) {
      String to = server.substring(HANDED_TO.length());
      return to.equals(self) || !liveness.isAlive(handle, to);
    }
    return !server.equals(self) && !liveness.isAlive(handle, server);
  }
}

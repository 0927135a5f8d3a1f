package dev.gander.adapters.persistence.usage;

import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sql.SqlUpdate;
import dev.gander.domain.budget.Measure;
import dev.gander.domain.budget.SessionLimits;
import dev.gander.domain.budget.SpendingLimits;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.session.SessionId;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The limits of sessions. Only few sessions have any, so that on one machine all of them are kept
/// in memory once they are read: each model call asks for them.
public final class SqlSessionLimits implements SessionLimits {
  private static final System.Logger LOG = System.getLogger(SqlSessionLimits.class.getName());

  private final OwnTables database;
  private volatile @Nullable Map<SessionId, SpendingLimits> known;

  public SqlSessionLimits(OwnTables database) {
    this.database = database;
  }

  @Override
  public SpendingLimits find(SessionId session) {
    if (database.isShared()) {
      return database.read(handle -> stored(handle, session));
    }
    Map<SessionId, SpendingLimits> all = known;
    return (all == null ? all() : all).getOrDefault(session, SpendingLimits.NONE);
  }

  /// Reads the limits in the background, so that no turn has to wait for that.
  public void readSoon() {
    Thread.ofVirtual().name("limits of sessions").start(this::tryToRead);
  }

  private void tryToRead() {
    try {
      var _ = all();
    } catch (StorageException e) {
      LOG.log(Level.WARNING, "limits of sessions cannot be read: {0}", e.text());
    }
  }

  private synchronized Map<SessionId, SpendingLimits> all() {
    Map<SessionId, SpendingLimits> all = known;
    if (all == null) {
      // A file that another program makes later is found by the next start.
      all = new ConcurrentHashMap<>();
      if (database.exists()) {
        all.putAll(database.read(SqlSessionLimits::read));
      }
      known = all;
    }
    return all;
  }

  @Override
  public synchronized void put(SessionId session, SpendingLimits limits) {
    Map<SessionId, SpendingLimits> all = all();
    database.write(
        handle -> limits.isUnlimited() ? delete(handle, session) : store(handle, session, limits));
    if (limits.isUnlimited()) {
      all.remove(session);
    } else {
      all.put(session, limits);
    }
  }

  private static SpendingLimits stored(Handle handle, SessionId session) {
    return handle
        .createQuery("SELECT * FROM session_limits WHERE session = :session")
        .bind("session", session.value())
        .map(row -> limits(row))
        .findOne()
        .orElse(SpendingLimits.NONE);
  }

  private static Map<SessionId, SpendingLimits> read(Handle handle) {
    Map<SessionId, SpendingLimits> all = new HashMap<>();
    handle
        .createQuery("SELECT * FROM session_limits")
        .map(row -> Map.entry(new SessionId(row.getString("session")), limits(row)))
        .forEach(entry -> all.put(entry.getKey(), entry.getValue()));
    return all;
  }

  private static SpendingLimits limits(ResultSet row) throws SQLException {
    Map<Measure, Long> most = new EnumMap<>(Measure.class);
    for (Measure measure : Measure.values()) {
      long amount = row.getLong(measure.wireName());
      if (!row.wasNull()) {
        most.put(measure, amount);
      }
    }
    return new SpendingLimits(most);
  }

  private static int delete(Handle handle, SessionId session) {
    return handle.execute("DELETE FROM session_limits WHERE session = ?", session.value());
  }

  private static int store(Handle handle, SessionId session, SpendingLimits limits) {
    SqlUpdate update =
        handle.createUpdate(
            """
            INSERT INTO session_limits (session, tokens, cost, model_calls, tool_calls, time)
            VALUES (:session, :tokens, :cost, :model_calls, :tool_calls, :time)
            ON CONFLICT (session) DO UPDATE SET tokens = excluded.tokens, cost = excluded.cost,
              model_calls = excluded.model_calls, tool_calls = excluded.tool_calls,
              time = excluded.time""");
    for (Measure measure : Measure.values()) {
      update.bind(measure.wireName(), limits.most().get(measure));
    }
    return update.bind("session", session.value()).execute();
  }
}

package dev.gander.adapters.postgres.database;

import dev.gander.domain.cluster.ClusterSettings;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/// What nodes tell each other: notifications on a channel of their schema, on one connection beside
/// the pool, which is there once somebody wants to hear. A notification says little, so that one
/// that is lost does no harm: after each new connection all are told that anything may have
/// happened. Thread-safe.
public final class Signals implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Signals.class.getName());

  /// A connection that says nothing for so long is asked whether it lives.
  private static final int PROBE_MILLIS = 2_000;

  private static final int SILENCE_SECONDS = 5;
  private static final long BEFORE_NEXT_TRY_MILLIS = 250;
  private static final int LONGEST_NAME = 50;

  private final DatabaseAddress address;
  private final ClusterSettings settings;
  private final String channel;
  private final Map<String, List<Consumer<Optional<String>>>> listeners = new ConcurrentHashMap<>();
  private final AtomicBoolean isStarted = new AtomicBoolean();
  private final Thread thread =
      Thread.ofPlatform().name("postgres-signals").daemon().unstarted(this::work);
  private volatile boolean isClosed;

  Signals(DatabaseAddress address, ClusterSettings settings) {
    this.address = address;
    this.settings = settings;
    String schema = address.schema();
    this.channel =
        "gander_"
            + (schema.length() > LONGEST_NAME ? Integer.toHexString(schema.hashCode()) : schema);
  }

  /// The name for `pg_notify`. What is told begins with a topic and a blank, and is shorter than
  /// 8,000 bytes.
  public String channel() {
    return channel;
  }

  /// Has `then` called, on the thread of the signals, with what is told about a topic; without text
  /// when something may have been missed. It must be quick.
  public void on(String topic, Consumer<Optional<String>> then) {
    listeners.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>()).add(then);
    if (isStarted.compareAndSet(false, true)) {
      thread.start();
    }
  }

  private void work() {
    boolean wasWell = true;
    while (!isClosed) {
      try (Connection connection =
          new Connector(address, settings, SILENCE_SECONDS).getConnection()) {
        wasWell = true;
        listen(connection);
      } catch (SQLException e) {
        if (wasWell && !isClosed) {
          LOG.log(Level.WARNING, "{0}", PostgresFailure.of(address, e).text());
        }
        wasWell = false;
        pause();
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("LISTEN \"" + channel + "\"");
      listeners.values().forEach(topic -> tell(topic, Optional.empty()));
      PGConnection wire = connection.unwrap(PGConnection.class);
      while (!isClosed) {
        PGNotification[] heard = wire.getNotifications(PROBE_MILLIS);
        if (heard == null || heard.length == 0) {
          statement.execute("SELECT 1");
        } else {
          for (PGNotification one : heard) {
            tell(one.getParameter());
          }
        }
      }
    }
  }

  private void tell(String told) {
    int blank = told.indexOf(' ');
    if (blank > 0) {
      tell(
          listeners.getOrDefault(told.substring(0, blank), List.of()),
          Optional.of(told.substring(blank + 1)));
    }
  }

  private static void tell(List<Consumer<Optional<String>>> all, Optional<String> what) {
    all.forEach(then -> then.accept(what));
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(BEFORE_NEXT_TRY_MILLIS);
    } catch (InterruptedException _) {
      // Asked to end.
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}

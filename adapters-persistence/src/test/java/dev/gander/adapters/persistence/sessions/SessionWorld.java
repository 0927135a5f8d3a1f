package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.json.Json;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionStore;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.FixedIds;
import dev.gander.testkit.SettableClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Both stores on one real database file, and a view of the file from outside.
record SessionWorld(
    Path file,
    SessionDatabase database,
    SessionStore sessions,
    ConversationStore conversations,
    SettableClock clock)
    implements AutoCloseable {
  private static final int BUSY_MILLIS = 300;

  static SessionWorld in(Path folder) {
    return at(folder.resolve("data/sessions/sessions.db"));
  }

  static SessionWorld at(Path file) {
    SettableClock clock = SettableClock.at("2026-03-04T10:11:12Z");
    SessionDatabase database = new SessionDatabase(file, BUSY_MILLIS);
    Path retired = file.resolveSibling("retired");
    return new SessionWorld(
        file,
        database,
        new SqliteSessionStore(database, retired, new FixedIds(), clock),
        new SqliteConversationStore(database, new FixedIds(), clock),
        clock);
  }

  /// A copy of a sample database below `folder`.
  static SessionWorld ofSample(String name, Path folder) throws IOException {
    Path file = folder.resolve("sessions.db");
    try (InputStream sample =
        Objects.requireNonNull(SessionWorld.class.getResourceAsStream("/samples/" + name), name)) {
      Files.copy(sample, file);
    }
    return at(file);
  }

  /// What another program sees: each row as its values, joined by `|`.
  List<String> query(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          values.add(rows.getString(i));
        }
        found.add(String.join("|", values));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// One column as JSON trees, which are equal whatever the order of members.
  List<Json> queryJson(String sql) {
    return query(sql).stream().map(JsonText::parse).toList();
  }

  /// What another program does.
  void execute(String... statements) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA synchronous = OFF");
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + file);
  }

  @Override
  public void close() {
    database.close();
  }
}

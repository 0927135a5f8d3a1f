package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionType;
import dev.gander.domain.session.TokenState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaMigrationTest {
  private static final String VERSIONS = "SELECT max(version) FROM schema_version";

  /// What each version of goose added, as far as data can tell.
  private static final TreeMap<Integer, List<String>> HISTORY =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  1,
                  List.of(
                      "CREATE TABLE schema_version (version INTEGER PRIMARY KEY,"
                          + " applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP)",
                      "CREATE TABLE sessions (id TEXT PRIMARY KEY,"
                          + " description TEXT NOT NULL DEFAULT '', working_dir TEXT NOT NULL,"
                          + " created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,"
                          + " updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,"
                          + " extension_data TEXT DEFAULT '{}', total_tokens INTEGER,"
                          + " input_tokens INTEGER, output_tokens INTEGER,"
                          + " accumulated_total_tokens INTEGER, accumulated_input_tokens INTEGER,"
                          + " accumulated_output_tokens INTEGER, schedule_id TEXT,"
                          + " recipe_json TEXT)",
                      "CREATE TABLE messages (id INTEGER PRIMARY KEY AUTOINCREMENT,"
                          + " session_id TEXT NOT NULL REFERENCES sessions(id),"
                          + " role TEXT NOT NULL, content_json TEXT NOT NULL,"
                          + " created_timestamp INTEGER NOT NULL,"
                          + " timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP, tokens INTEGER)",
                      "CREATE INDEX idx_messages_session ON messages(session_id)",
                      "CREATE INDEX idx_messages_timestamp ON messages(timestamp)",
                      "CREATE INDEX idx_sessions_updated ON sessions(updated_at DESC)",
                      "INSERT INTO sessions (id, description, working_dir, total_tokens)"
                          + " VALUES ('20250901_1', 'old title', '/w', 5)",
                      "INSERT INTO messages (session_id, role, content_json, created_timestamp)"
                          + " VALUES ('20250901_1', 'user', '[{\"type\":\"text\",\"text\":\"hi\"}]',"
                          + " 1756684800)")),
              Map.entry(2, List.of("ALTER TABLE sessions ADD COLUMN user_recipe_values_json TEXT")),
              Map.entry(3, List.of("ALTER TABLE messages ADD COLUMN metadata_json TEXT")),
              Map.entry(
                  4,
                  List.of(
                      "ALTER TABLE sessions ADD COLUMN name TEXT DEFAULT ''",
                      "ALTER TABLE sessions ADD COLUMN user_set_name BOOLEAN DEFAULT FALSE")),
              Map.entry(
                  5,
                  List.of(
                      "ALTER TABLE sessions ADD COLUMN session_type TEXT NOT NULL DEFAULT 'user'",
                      "CREATE INDEX idx_sessions_type ON sessions(session_type)")),
              Map.entry(
                  6,
                  List.of(
                      "ALTER TABLE sessions ADD COLUMN provider_name TEXT",
                      "ALTER TABLE sessions ADD COLUMN model_config_json TEXT")),
              Map.entry(
                  7,
                  List.of(
                      "ALTER TABLE messages ADD COLUMN message_id TEXT",
                      "UPDATE messages SET message_id = 'msg_' || session_id || '_' || id",
                      "CREATE INDEX idx_messages_message_id ON messages(message_id)")),
              Map.entry(
                  8,
                  List.of(
                      "ALTER TABLE sessions ADD COLUMN goose_mode TEXT NOT NULL DEFAULT 'auto'")),
              Map.entry(9, List.of()),
              Map.entry(10, List.of("ALTER TABLE sessions ADD COLUMN thread_id TEXT")),
              Map.entry(11, List.of()),
              Map.entry(
                  12,
                  List.of(
                      "ALTER TABLE sessions ADD COLUMN archived_at TIMESTAMP",
                      "ALTER TABLE sessions ADD COLUMN project_id TEXT")),
              Map.entry(13, List.of("ALTER TABLE sessions ADD COLUMN accumulated_cost REAL"))));

  @TempDir Path folder;
  private SessionWorld world;

  @BeforeEach
  void open() {
    world = SessionWorld.at(folder.resolve("sessions.db"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13})
  void everyOlderVersionIsBroughtUpToDateWithItsData(int version) {
    buildVersion(version);
    world.execute("INSERT INTO schema_version (version) VALUES (" + version + ")");

    assertOldSessionIsThere();

    assertEquals(List.of("14"), world.query(VERSIONS));
    assertEquals(
        List.of(String.valueOf(15 - version)), world.query("SELECT count(*) FROM schema_version"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 13})
  void lostVersionRowIsNoHindrance(int version) {
    buildVersion(version);

    assertOldSessionIsThere();

    assertEquals(List.of("14"), world.query(VERSIONS));
  }

  @Test
  void migrationThatFailsLeavesTheDatabaseAsItWas() {
    buildVersion(7);
    world.execute("INSERT INTO schema_version (version) VALUES (7)");
    world.execute("CREATE VIEW thread_messages AS SELECT 1");

    assertThrows(StorageException.class, () -> world.sessions().list(Set.of()));

    assertEquals(List.of("7"), world.query(VERSIONS));
    assertEquals(
        List.of("0"),
        world.query(
            "SELECT count(*) FROM pragma_table_info('sessions') WHERE name = 'goose_mode'"));

    world.execute("DROP VIEW thread_messages");
    assertOldSessionIsThere();
  }

  @Test
  void schemaOfTheFutureIsUsedAndLeftAlone() {
    world.sessions().list(Set.of());
    world.execute("INSERT INTO schema_version (version) VALUES (99)");
    world.execute("ALTER TABLE sessions ADD COLUMN future_col TEXT DEFAULT 'kept'");
    world.close();
    world = SessionWorld.at(folder.resolve("sessions.db"));

    SessionId id =
        world.sessions().create(dev.gander.testkit.store.SessionStoreContract.PLAIN).id();
    world.sessions().update(id, details -> details.withName(SessionName.suggested("x")));

    assertEquals(List.of("99"), world.query(VERSIONS));
    assertEquals(List.of("x|kept"), world.query("SELECT name, future_col FROM sessions"));
  }

  @Test
  void tableThatANewerGooseAddsWhileWeRunIsUsed() {
    SessionId id =
        world.sessions().create(dev.gander.testkit.store.SessionStoreContract.PLAIN).id();
    world.execute(
        "CREATE TABLE usage_ledger (session_id TEXT, created_timestamp INTEGER, model TEXT,"
            + " input_tokens INTEGER, output_tokens INTEGER, total_tokens INTEGER,"
            + " cache_read_tokens INTEGER, cache_write_tokens INTEGER, cost REAL,"
            + " cost_source TEXT)");

    TokenUsage usage = TokenUsage.of(1L, 2L, 3L);
    world.sessions().update(id, details -> details.withTokens(new TokenState(usage, usage, null)));

    assertEquals(List.of("3"), world.query("SELECT total_tokens FROM usage_ledger"));
  }

  @Test
  void newDatabaseHasTheSchemaOf139() {
    world.sessions().list(Set.of());

    assertEquals(List.of("14"), world.query("SELECT version FROM schema_version"));
    assertEquals(
        List.of(
            "messages",
            "provider_inventory_entries",
            "provider_inventory_models",
            "schema_version",
            "sessions"),
        names("table"));
    assertEquals(
        List.of(
            "idx_messages_message_id",
            "idx_messages_session",
            "idx_messages_timestamp",
            "idx_provider_inventory_provider_id",
            "idx_sessions_type",
            "idx_sessions_updated"),
        names("index"));
    assertEquals(List.of("wal"), world.query("PRAGMA journal_mode"));
  }

  private void assertOldSessionIsThere() {
    SessionId id = new SessionId("20250901_1");
    assertEquals("old title", world.sessions().get(id).name().text());
    assertEquals(5, world.sessions().get(id).tokens().usage().total());
    assertEquals(1, world.sessions().list(Set.of(SessionType.USER)).size());
    assertEquals(
        List.of(Message.user("msg_20250901_1_1", 1756684800, new Content.Text("hi"))),
        world.conversations().messages(id));
    world.conversations().append(id, List.of(Message.user("n", 1, new Content.Text("more"))));
    assertTrue(world.sessions().get(id).activity().messageCount() == 2);
  }

  private void buildVersion(int version) {
    world.execute(
        HISTORY.headMap(version, true).values().stream()
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private List<String> names(String type) {
    return world.query(
        "SELECT name FROM sqlite_master WHERE type = '"
            + type
            + "' AND name NOT LIKE 'sqlite_%' ORDER BY name");
  }
}

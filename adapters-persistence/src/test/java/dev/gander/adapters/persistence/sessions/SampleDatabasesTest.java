package dev.gander.adapters.persistence.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Databases of other versions, most of them written by the real goose.
class SampleDatabasesTest {
  private static final String OLD = "handmade-schema-v7-sessions.db";
  private static final String NEWER = "goose-1.52-sessions.db";
  private static final String NEWER_MIGRATED = "goose-1.52-migrated-from-v7-sessions.db";
  private static final SessionId OLD_ONE = new SessionId("20260101_1");

  @TempDir Path folder;
  private SessionWorld world;

  @AfterEach
  void close() {
    assertEquals(List.of("ok"), world.query("PRAGMA integrity_check"));
    assertEquals(List.of(), world.query("PRAGMA foreign_key_check"));
    world.close();
  }

  @Test
  void databaseOf126IsBroughtUpToDate() throws IOException {
    world = SessionWorld.ofSample(OLD, folder);

    List<Session> listed = world.sessions().list(Set.of(SessionType.USER, SessionType.SCHEDULED));

    assertEquals(List.of("20260101_3", "20260101_1"), ids(listed));
    assertEquals("legacy desc", listed.getFirst().name().text());
    assertEquals(Instant.ofEpochSecond(1767225700), listed.getFirst().activity().lastMessageAt());
    assertEquals(
        List.of("7", "8", "9", "10", "11", "12", "13", "14"),
        world.query("SELECT version FROM schema_version"));
    assertEquals(
        List.of("acp|auto"),
        world.query("SELECT session_type, goose_mode FROM sessions WHERE id = '20260101_2'"));
    assertEquals(
        List.of("m1", "m2", "m3", "m4", "m5"),
        world.query("SELECT message_id FROM messages ORDER BY id"));
  }

  @Test
  void conversationWithFormsThatGooseGaveUpIsRead() throws IOException {
    world = SessionWorld.ofSample(OLD, folder);

    assertEquals(
        List.of(
            Message.user("m1", 1767225600, new Content.Text("hi")),
            Message.assistant(
                "m3",
                1767225601,
                new Content.Thinking("old reasoning", ""),
                new Content.Text("hello")),
            Message.user("m4", 1767225602, new Content.Text("after"))),
        world.conversations().messages(OLD_ONE));
  }

  @Test
  void rowsThatCannotBeReadSurviveAReplace() throws IOException {
    world = SessionWorld.ofSample(OLD, folder);

    world.conversations().replace(OLD_ONE, List.of(Message.user("n", 1, new Content.Text("n"))));

    assertEquals(
        List.of("m5|tool", "n|user"),
        world.query(
            "SELECT message_id, role FROM messages WHERE session_id = '20260101_1' ORDER BY id"));
  }

  @Test
  void extensionDataThatNobodyKnowsSurvivesAChange() throws IOException {
    world = SessionWorld.ofSample(OLD, folder);

    world
        .sessions()
        .update(
            OLD_ONE,
            details ->
                details.withExtensionData(details.extensionData().with("todo.v0", Json.of(1))));

    assertEquals(
        List.of("{\"todo.v0\":1,\"unknown_ext.v9\":{\"keep\":true}}"),
        world.query("SELECT extension_data FROM sessions WHERE id = '20260101_1'"));
  }

  @Test
  void databaseOf152IsUsedAsItIs() throws IOException {
    world = SessionWorld.ofSample(NEWER, folder);

    List<Session> listed = world.sessions().list(Set.of(SessionType.USER, SessionType.SCHEDULED));

    assertEquals(
        List.of("20261124_9", "20261124_8", "20261124_7", "20261124_6", "20261124_5", "20261124_4"),
        ids(listed));
    assertEquals(List.of("16"), world.query("SELECT version FROM schema_version"));
    assertEquals(List.of("29"), world.query("SELECT count(*) FROM pragma_table_info('sessions')"));
    Session renamed = world.sessions().get(new SessionId("20261124_2"));
    assertTrue(renamed.name().chosenByUser());
    assertEquals("proj-1", renamed.details().filing().projectId());
    assertTrue(renamed.details().filing().archivedAt() != null);
  }

  @Test
  void renamingInADatabaseOf152LeavesTheRestOfTheRow() throws IOException {
    world = SessionWorld.ofSample(NEWER, folder);
    String rest =
        "SELECT session_type, archived_at, project_id, extension_data, total_tokens,"
            + " model_config_json, created_at FROM sessions WHERE id = '20261124_2'";
    List<String> before = world.query(rest);

    world
        .sessions()
        .update(
            new SessionId("20261124_2"),
            details -> details.withName(SessionName.suggested("Named")));

    assertEquals(before, world.query(rest));
    assertEquals(
        List.of("Named"), world.query("SELECT name FROM sessions WHERE id = '20261124_2'"));
  }

  @Test
  void whatOnlyNewerVersionsWriteSurvivesAReplace() throws IOException {
    world = SessionWorld.ofSample(NEWER, folder);
    SessionId id = new SessionId("20261124_1");
    List<String> plain = world.query("SELECT message_id, role, created_timestamp" + rowsOf(id));
    List<Json> content = world.queryJson("SELECT content_json" + rowsOf(id));
    List<Json> metadata = world.queryJson("SELECT metadata_json" + rowsOf(id));

    world.conversations().replace(id, world.conversations().messages(id));

    assertEquals(plain, world.query("SELECT message_id, role, created_timestamp" + rowsOf(id)));
    assertEquals(content, world.queryJson("SELECT content_json" + rowsOf(id)));
    assertEquals(metadata, world.queryJson("SELECT metadata_json" + rowsOf(id)));
  }

  @Test
  void usageIsBookedInTheLedgerOf152() throws IOException {
    world = SessionWorld.ofSample(NEWER, folder);
    SessionId id = new SessionId("20261124_9");
    TokenUsage call = TokenUsage.of(7L, 3L, null);

    world
        .sessions()
        .update(
            id, details -> details.withTokens(details.tokens().plus(call, call, Optional.empty())));
    world.sessions().update(id, details -> details.withName(SessionName.suggested("no usage")));

    assertEquals(
        List.of("gpt-4o|7|3|10|0"),
        world.query(
            "SELECT model, input_tokens, output_tokens, total_tokens, is_compaction"
                + " FROM usage_ledger WHERE id > 8"));
  }

  @Test
  void deletingInADatabaseOf152TakesTheLedgerAlong() throws IOException {
    world = SessionWorld.ofSample(NEWER, folder);

    world.sessions().delete(new SessionId("20261124_8"));

    assertEquals(List.of("7"), world.query("SELECT count(*) FROM usage_ledger"));
    assertEquals(
        List.of("0"), world.query("SELECT count(*) FROM messages WHERE session_id = '20261124_8'"));
  }

  @Test
  void databaseThat152MigratedIsReadThoughGooseItselfCannot() throws IOException {
    world = SessionWorld.ofSample(NEWER_MIGRATED, folder);

    assertEquals(3, world.conversations().messages(OLD_ONE).size());
    assertEquals(
        List.of("10|16"), world.query("SELECT count(*), max(version) FROM schema_version"));
  }

  @Test
  void ourMigrationHasTheResultOfGooses() throws IOException {
    world = SessionWorld.ofSample(OLD, folder);
    world.sessions().list(Set.of());
    String tables =
        "SELECT m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk FROM sqlite_master m,"
            + " pragma_table_info(m.name) c WHERE m.type = 'table'"
            + " AND m.name NOT IN ('usage_ledger') AND c.name <> 'parent_session_id'"
            + " ORDER BY m.name, c.name";
    String indexes =
        "SELECT name FROM sqlite_master WHERE type = 'index' AND name NOT IN"
            + " ('idx_sessions_parent', 'idx_usage_ledger_session',"
            + " 'idx_messages_session_created') ORDER BY name";

    try (SessionWorld theirs =
        SessionWorld.ofSample(
            NEWER_MIGRATED, java.nio.file.Files.createDirectory(folder.resolve("t")))) {
      assertEquals(theirs.query(tables), world.query(tables));
      assertEquals(theirs.query(indexes), world.query(indexes));
    }
  }

  @Test
  void brokenColumnsAreAbsentAndStayUntilTheyGetAValue() throws IOException {
    world = SessionWorld.ofSample(NEWER, folder);
    world.execute(
        "UPDATE sessions SET extension_data = '{broken', recipe_json = 'no',"
            + " user_recipe_values_json = '[1]', model_config_json = '{}',"
            + " session_type = 'strange', goose_mode = 'wild' WHERE id = '20261124_9'");
    SessionId id = new SessionId("20261124_9");

    Session session = world.sessions().get(id);
    assertEquals(JsonObject.EMPTY, session.extensionData());
    assertEquals(SessionType.USER, session.type());
    assertTrue(session.recipe().json() == null && session.model().config() == null);

    world.sessions().update(id, details -> details.withName(SessionName.suggested("x")));
    assertEquals(
        List.of("{broken|no|[1]|{}|strange|wild"),
        world.query(
            "SELECT extension_data, recipe_json, user_recipe_values_json, model_config_json,"
                + " session_type, goose_mode FROM sessions WHERE id = '20261124_9'"));
  }

  @Test
  void aSessionOfUnknownTypeIsFoundButNotListed() throws IOException {
    world = SessionWorld.ofSample(NEWER, folder);
    world.execute("UPDATE sessions SET session_type = 'strange' WHERE id = '20261124_9'");

    assertEquals(SessionType.USER, world.sessions().get(new SessionId("20261124_9")).type());
    assertFalse(ids(world.sessions().list(Set.of(SessionType.values()))).contains("20261124_9"));
  }

  private static String rowsOf(SessionId id) {
    return " FROM messages WHERE session_id = '" + id + "' ORDER BY created_timestamp, id";
  }

  private static List<String> ids(List<Session> sessions) {
    return sessions.stream().map(session -> session.id().value()).toList();
  }
}

package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sqlite.Transactions;
import java.io.IOException;
import java.util.List;

/// Brings a database to [Schema#VERSION], step by step as goose does, in one transaction. Steps
/// have goose's numbers; databases of later versions are used as they are. Each change first checks
/// whether it has already been made: a version row may have been lost, and test versions of goose
/// had some columns early.
final class SchemaMigration {
  private final Handle handle;
  private final LegacySessions legacy;
  private final MigrationBackup backup;

  private SchemaMigration(Handle handle, LegacySessions legacy, MigrationBackup backup) {
    this.handle = handle;
    this.legacy = legacy;
    this.backup = backup;
  }

  /// @param legacy the initial content of a new database
  /// @param backup copies the database before it is changed
  /// @return the schema afterwards
  static Schema run(Handle handle, LegacySessions legacy, MigrationBackup backup)
      throws IOException {
    SchemaMigration migration = new SchemaMigration(handle, legacy, backup);
    if (migration.version() < Schema.VERSION) {
      Transactions.begin(handle);
      migration.bringUpToDate();
      Transactions.commit(handle);
    }
    return Schema.of(handle);
  }

  private void bringUpToDate() throws IOException {
    // Read again: another process may have migrated it before we got the lock.
    int version = version();
    if (version == 0 && !Schema.hasTable(handle, "sessions")) {
      createNew();
      return;
    }
    if (version < Schema.VERSION) {
      backup.make(version);
    }
    runAll(SchemaSql.VERSION_TABLE);
    for (int step = version + 1; step <= Schema.VERSION; step++) {
      apply(step);
      stamp(step);
    }
  }

  private void createNew() throws IOException {
    runAll(SchemaSql.VERSION_TABLE);
    runAll(SchemaSql.SESSIONS);
    runAll(SchemaSql.PROVIDER_INVENTORY);
    stamp(Schema.VERSION);
    legacy.takeOver(handle);
  }

  private void apply(int step) {
    switch (step) {
      case 2 -> add("sessions", "user_recipe_values_json", "TEXT");
      case 3 -> add("messages", "metadata_json", "TEXT");
      case 4 -> {
        add("sessions", "name", "TEXT DEFAULT ''");
        add("sessions", "user_set_name", "BOOLEAN DEFAULT FALSE");
      }
      case 5 -> {
        add("sessions", "session_type", "TEXT NOT NULL DEFAULT 'user'");
        run("CREATE INDEX IF NOT EXISTS idx_sessions_type ON sessions(session_type)");
      }
      case 6 -> {
        add("sessions", "provider_name", "TEXT");
        add("sessions", "model_config_json", "TEXT");
      }
      case 7 -> nameMessages();
      case 8 -> add("sessions", "goose_mode", "TEXT NOT NULL DEFAULT 'auto'");
      case 9 -> run(SchemaSql.MARK_ACP_SESSIONS);
      case 10 -> {
        add("sessions", "thread_id", "TEXT");
        runAll(SchemaSql.THREADS);
      }
      case 11 -> runAll(SchemaSql.PROVIDER_INVENTORY);
      case 12 -> {
        add("sessions", "archived_at", "TIMESTAMP");
        add("sessions", "project_id", "TEXT");
      }
      case 13 -> add("sessions", "accumulated_cost", "REAL");
      case 14 -> {
        add("sessions", "cache_read_tokens", "INTEGER");
        add("sessions", "cache_write_tokens", "INTEGER");
        add("sessions", "accumulated_cache_read_tokens", "INTEGER");
        add("sessions", "accumulated_cache_write_tokens", "INTEGER");
      }
      // Step 1 created the version table, which exists by now.
      default -> {}
    }
  }

  private void nameMessages() {
    boolean fresh = add("messages", "message_id", "TEXT");
    // Clients know the existing ids: only a new column is filled in all rows.
    run(
        "UPDATE messages SET message_id = 'msg_' || session_id || '_' || id"
            + (fresh ? "" : " WHERE message_id IS NULL"));
    run("CREATE INDEX IF NOT EXISTS idx_messages_message_id ON messages(message_id)");
  }

  private boolean add(String table, String column, String type) {
    if (Schema.columns(handle, table).contains(column)) {
      return false;
    }
    run("ALTER TABLE " + table + " ADD COLUMN " + column + " " + type);
    return true;
  }

  private void stamp(int version) {
    handle.execute("INSERT OR IGNORE INTO schema_version (version) VALUES (?)", version);
  }

  /// 0 when there is no database yet, or when its version was lost.
  private int version() {
    if (!Schema.hasTable(handle, "schema_version")) {
      return 0;
    }
    return handle
        .createQuery("SELECT coalesce(max(version), 0) FROM schema_version")
        .mapTo(Integer.class)
        .one();
  }

  private void runAll(List<String> statements) {
    statements.forEach(this::run);
  }

  private void run(String statement) {
    handle.execute(statement);
  }
}

package dev.gander.adapters.persistence.sessions;

import java.util.List;

/// The tables of goose's session database, as goosed 1.39 creates them.
final class SchemaSql {
  static final List<String> VERSION_TABLE =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS schema_version (
            version INTEGER PRIMARY KEY,
            applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
          )""");

  static final List<String> SESSIONS =
      List.of(
          """
          CREATE TABLE sessions (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL DEFAULT '',
            description TEXT NOT NULL DEFAULT '',
            user_set_name BOOLEAN DEFAULT FALSE,
            session_type TEXT NOT NULL DEFAULT 'user',
            working_dir TEXT NOT NULL,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            extension_data TEXT DEFAULT '{}',
            total_tokens INTEGER,
            input_tokens INTEGER,
            output_tokens INTEGER,
            cache_read_tokens INTEGER,
            cache_write_tokens INTEGER,
            accumulated_total_tokens INTEGER,
            accumulated_input_tokens INTEGER,
            accumulated_output_tokens INTEGER,
            accumulated_cache_read_tokens INTEGER,
            accumulated_cache_write_tokens INTEGER,
            accumulated_cost REAL,
            schedule_id TEXT,
            recipe_json TEXT,
            user_recipe_values_json TEXT,
            provider_name TEXT,
            model_config_json TEXT,
            goose_mode TEXT NOT NULL DEFAULT 'auto',
            archived_at TIMESTAMP,
            project_id TEXT
          )""",
          """
          CREATE TABLE messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            message_id TEXT,
            session_id TEXT NOT NULL REFERENCES sessions(id),
            role TEXT NOT NULL,
            content_json TEXT NOT NULL,
            created_timestamp INTEGER NOT NULL,
            timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            tokens INTEGER,
            metadata_json TEXT
          )""",
          "CREATE INDEX idx_messages_session ON messages(session_id)",
          "CREATE INDEX idx_messages_timestamp ON messages(timestamp)",
          "CREATE INDEX idx_messages_message_id ON messages(message_id)",
          "CREATE INDEX idx_sessions_updated ON sessions(updated_at DESC)",
          "CREATE INDEX idx_sessions_type ON sessions(session_type)");

  static final List<String> PROVIDER_INVENTORY =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS provider_inventory_entries (
            inventory_key TEXT PRIMARY KEY,
            provider_id TEXT NOT NULL,
            provider_family TEXT NOT NULL,
            last_updated_at TEXT,
            last_refresh_attempt_at TEXT,
            last_refresh_error TEXT,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
          )""",
          """
          CREATE TABLE IF NOT EXISTS provider_inventory_models (
            inventory_key TEXT NOT NULL
              REFERENCES provider_inventory_entries(inventory_key) ON DELETE CASCADE,
            ordinal INTEGER NOT NULL,
            model_id TEXT NOT NULL,
            name TEXT NOT NULL,
            family TEXT,
            context_limit INTEGER,
            reasoning BOOLEAN,
            recommended BOOLEAN,
            PRIMARY KEY (inventory_key, ordinal)
          )""",
          """
          CREATE INDEX IF NOT EXISTS idx_provider_inventory_provider_id
            ON provider_inventory_entries(provider_id)""");

  /// Dropped by goose in 1.34, but every database that went through 1.31 has them.
  static final List<String> THREADS =
      List.of(
          "CREATE INDEX IF NOT EXISTS idx_sessions_thread ON sessions(thread_id)",
          """
          CREATE TABLE IF NOT EXISTS threads (
            id TEXT PRIMARY KEY,
            name TEXT NOT NULL DEFAULT 'New Chat',
            user_set_name BOOLEAN DEFAULT FALSE,
            working_dir TEXT,
            created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
            archived_at TIMESTAMP,
            metadata_json TEXT DEFAULT '{}'
          )""",
          """
          CREATE TABLE IF NOT EXISTS thread_messages (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            thread_id TEXT NOT NULL REFERENCES threads(id),
            session_id TEXT,
            message_id TEXT,
            role TEXT NOT NULL,
            content_json TEXT NOT NULL,
            created_timestamp INTEGER NOT NULL,
            metadata_json TEXT DEFAULT '{}'
          )""",
          """
          CREATE INDEX IF NOT EXISTS idx_thread_messages_thread
            ON thread_messages(thread_id)""",
          """
          CREATE INDEX IF NOT EXISTS idx_thread_messages_message_id
            ON thread_messages(message_id)""");

  /// Before step 9, sessions of the Agent Client Protocol were stored as the user's own.
  static final String MARK_ACP_SESSIONS =
      """
      UPDATE sessions SET session_type = 'acp'
        WHERE session_type = 'user' AND name = 'ACP Session' AND user_set_name = FALSE""";

  private SchemaSql() {}
}

package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.own.TableGroup;
import java.util.List;

/// The tables of sessions: goose's columns, and a number that tells whether a conversation has
/// changed. Ids, and texts that are searched, are compared byte by byte, whatever the language of
/// the database.
public final class SessionTables {
  public static final TableGroup TABLES =
      new TableGroup(
          "sessions",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE sessions (
                    id text COLLATE "C" PRIMARY KEY,
                    name text NOT NULL DEFAULT '',
                    description text NOT NULL DEFAULT '',
                    user_set_name boolean NOT NULL DEFAULT false,
                    session_type text COLLATE "C" NOT NULL DEFAULT 'user',
                    working_dir text COLLATE "C" NOT NULL,
                    created_at text COLLATE "C",
                    updated_at text COLLATE "C",
                    extension_data text DEFAULT '{}',
                    total_tokens bigint,
                    input_tokens bigint,
                    output_tokens bigint,
                    cache_read_tokens bigint,
                    cache_write_tokens bigint,
                    accumulated_total_tokens bigint,
                    accumulated_input_tokens bigint,
                    accumulated_output_tokens bigint,
                    accumulated_cache_read_tokens bigint,
                    accumulated_cache_write_tokens bigint,
                    accumulated_cost double precision,
                    schedule_id text,
                    recipe_json text,
                    user_recipe_values_json text,
                    provider_name text,
                    model_config_json text,
                    goose_mode text NOT NULL DEFAULT 'auto',
                    archived_at text COLLATE "C",
                    project_id text,
                    conversation bigint NOT NULL DEFAULT 0
                  )""",
                  "CREATE INDEX sessions_type ON sessions (session_type)",
                  // Behind each message one number is left to the answer to its calls.
                  "CREATE SEQUENCE messages_id INCREMENT BY 2 START WITH 2",
                  """
                  CREATE TABLE messages (
                    id bigint PRIMARY KEY DEFAULT nextval('messages_id'),
                    message_id text COLLATE "C",
                    session_id text COLLATE "C" NOT NULL REFERENCES sessions (id),
                    role text NOT NULL,
                    content_json text COLLATE "C" NOT NULL,
                    created_timestamp bigint NOT NULL,
                    timestamp text COLLATE "C" DEFAULT
                      to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'),
                    tokens bigint,
                    metadata_json text
                  )""",
                  "CREATE INDEX messages_session ON messages (session_id, id)",
                  "CREATE INDEX messages_message ON messages (message_id)",
                  // The numbers that were given on a day, also to sessions that are gone.
                  "CREATE TABLE day_number (day text COLLATE \"C\" PRIMARY KEY, n bigint NOT NULL)"),
              TableGroup.Step.of(
                  // The number that the conversation had after its last change that was more than
                  // messages at its end.
                  "ALTER TABLE sessions ADD COLUMN rewritten bigint NOT NULL DEFAULT 0")));

  private SessionTables() {}
}

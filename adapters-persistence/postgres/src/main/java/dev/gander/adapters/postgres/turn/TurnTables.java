package dev.gander.adapters.postgres.turn;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.postgres.own.NodeTable;
import java.util.List;

/// The tables of turns, but for their leases. What clients have named, such as a request, is kept
/// as JSON, in which every text can be stored.
public final class TurnTables {
  public static final TableGroup TABLES =
      new TableGroup(
          "turns",
          List.of(
              TableGroup.Step.of(
                  // The number of the newest event is given and taken under the lock of its row.
                  // No index on what each append changes.
                  """
                  CREATE TABLE session_log (
                    session_id text COLLATE "C" PRIMARY KEY,
                    newest bigint NOT NULL,
                    was_read boolean NOT NULL DEFAULT false,
                    used_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    node text COLLATE "C"
                  )""",
                  """
                  CREATE TABLE session_turn (
                    turn bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    session_id text COLLATE "C" NOT NULL,
                    request text NOT NULL,
                    message text NOT NULL,
                    node text COLLATE "C" NOT NULL,
                    active boolean NOT NULL DEFAULT true,
                    after bigint NOT NULL,
                    told bigint NOT NULL DEFAULT 0
                  )""",
                  "CREATE INDEX session_turn_session ON session_turn (session_id)",
                  """
                  CREATE TABLE session_event (
                    session_id text COLLATE "C" NOT NULL,
                    seq bigint NOT NULL,
                    turn bigint NOT NULL,
                    request text NOT NULL,
                    event text NOT NULL,
                    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                    PRIMARY KEY (session_id, seq)
                  )""",
                  "CREATE INDEX session_event_age ON session_event (created_at)",
                  """
                  CREATE TABLE turn_question (
                    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    session_id text COLLATE "C" NOT NULL,
                    kind text NOT NULL,
                    id text NOT NULL,
                    node text COLLATE "C" NOT NULL,
                    claimer text COLLATE "C",
                    answer text,
                    UNIQUE (session_id, kind, id)
                  )""",
                  """
                  CREATE TABLE node_letter (
                    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    node text COLLATE "C" NOT NULL,
                    letter text NOT NULL
                  )""",
                  "CREATE INDEX node_letter_node ON node_letter (node)"),
              TableGroup.Step.of(
                  """
                  CREATE TABLE session_place (
                    session_id text COLLATE "C" PRIMARY KEY,
                    labels text NOT NULL
                  )""",
                  """
                  CREATE TABLE folder_question (
                    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    asker text COLLATE "C" NOT NULL,
                    folder text NOT NULL,
                    asked_at timestamptz NOT NULL DEFAULT clock_timestamp()
                  )""",
                  """
                  CREATE TABLE folder_answer (
                    question bigint NOT NULL
                      REFERENCES folder_question (number) ON DELETE CASCADE,
                    node text COLLATE "C" NOT NULL,
                    is_there boolean NOT NULL,
                    PRIMARY KEY (question, node)
                  )""")));

  /// Whether the node of a row called `t` is dead.
  static final String IS_DEAD =
      "NOT EXISTS (SELECT 1 FROM node n WHERE n.id = t.node AND " + NodeTable.IS_IN_TIME + ")";

  /// Whether a question called `t` can be claimed: the node that did has died before it answered.
  static final String IS_FREE =
      "(t.answer IS NULL AND NOT EXISTS (SELECT 1 FROM node n WHERE n.id = t.claimer AND "
          + NodeTable.IS_IN_TIME
          + "))";

  private TurnTables() {}
}

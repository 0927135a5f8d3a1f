package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.own.TableGroup;
import java.util.List;

/// The right to run a session's turn, by the clock of the database. A row stays when its right is
/// over, since its number must only grow.
public final class TurnLeaseTable {
  public static final TableGroup TABLES =
      new TableGroup(
          "turn_leases",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE turn_lease (
                    session_id text COLLATE "C" PRIMARY KEY,
                    holder text,
                    token bigint NOT NULL,
                    expires_at timestamptz NOT NULL DEFAULT '-infinity'
                  )"""),
              // Who had it last, also when nobody has it.
              TableGroup.Step.of(
                  "ALTER TABLE turn_lease ADD COLUMN IF NOT EXISTS last_holder text COLLATE \"C\"")));

  private TurnLeaseTable() {}
}

package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.own.TableGroup;
import java.util.List;

/// The time of the database from one crash to the next. After a crash it gives the numbers of
/// transactions that were lost again, so that a number means something within one incarnation only.
/// Its id is in a table that is not logged: PostgreSQL empties such tables after a crash, and only
/// then. A connection does not outlive its incarnation, and learns the id when it is made.
final class Incarnation {
  static final TableGroup TABLES =
      new TableGroup(
          "incarnation",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE UNLOGGED TABLE incarnation (
                    id text NOT NULL,
                    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one)
                  )""")));

  /// The first statement of each connection. What can only be read has no such tables.
  static final String LEARN =
      """
      DO $$ BEGIN
        IF current_setting('transaction_read_only') = 'off' AND to_regclass('incarnation') IS NOT NULL THEN
          INSERT INTO incarnation (id) SELECT gen_random_uuid()::text
            WHERE NOT EXISTS (SELECT FROM incarnation) ON CONFLICT DO NOTHING;
          PERFORM set_config('gander.incarnation', (SELECT id FROM incarnation), false);
        END IF;
      END $$""";

  /// The id as the connection has it; empty if it is not known.
  static final String ID = "coalesce(current_setting('gander.incarnation', true), '')";

  private Incarnation() {}
}

package dev.gander.adapters.persistence.usage;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.own.TableGroup.Step;
import java.util.List;

/// The tables of usage and limits.
public final class UsageTables {
  /// `usage_entries` has one row for each entry. `usage_sums` has the sums of each group and day,
  /// for each key and for all of them, in which everything up to `usage_progress` is contained. A
  /// group is `=` and its value, or empty for entries without one; a key is `=` and its name, or
  /// empty for all. Money is in billionths of a dollar, days are counted from 1970.
  public static final TableGroup USAGE =
      new TableGroup(
          "usage",
          List.of(
              Step.of(
                  """
                  CREATE TABLE usage_entries (
                    id INTEGER PRIMARY KEY AUTOINCREMENT,
                    at INTEGER NOT NULL, day INTEGER NOT NULL, key TEXT NOT NULL,
                    session TEXT, recipe TEXT, schedule TEXT, run TEXT,
                    provider TEXT, model TEXT, purpose TEXT,
                    input INTEGER NOT NULL, output INTEGER NOT NULL,
                    cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
                    cost INTEGER, estimated INTEGER NOT NULL,
                    model_calls INTEGER NOT NULL, tool_calls INTEGER NOT NULL,
                    millis INTEGER NOT NULL)""",
                  """
                  CREATE TABLE usage_sums (
                    grouping TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
                    day INTEGER NOT NULL,
                    input INTEGER NOT NULL, output INTEGER NOT NULL,
                    cache_read INTEGER NOT NULL, cache_write INTEGER NOT NULL,
                    cost INTEGER NOT NULL, unpriced INTEGER NOT NULL,
                    model_calls INTEGER NOT NULL, tool_calls INTEGER NOT NULL,
                    millis INTEGER NOT NULL,
                    PRIMARY KEY (grouping, key, value, day)) WITHOUT ROWID""",
                  "CREATE TABLE usage_progress (summed INTEGER NOT NULL)",
                  "INSERT INTO usage_progress VALUES (0)")));

  public static final TableGroup LIMITS =
      new TableGroup(
          "session limits",
          List.of(
              Step.of(
                  """
                  CREATE TABLE session_limits (
                    session TEXT PRIMARY KEY, tokens INTEGER, cost INTEGER, model_calls INTEGER,
                    tool_calls INTEGER, time INTEGER) WITHOUT ROWID""")));

  private UsageTables() {}
}

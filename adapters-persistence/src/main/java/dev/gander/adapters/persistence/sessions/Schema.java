package dev.gander.adapters.persistence.sessions;

import dev.gander.adapters.persistence.sql.Handle;
import java.util.Set;

/// The actual schema of this database. Versions of goose add columns, and one version number has
/// had several shapes, so the columns themselves are read.
///
/// @param selectSessions see [SessionColumns#select]
/// @param selectSession the same for the session with one id
/// @param selectWithoutTotals see [SessionColumns#selectWithoutTotals]
/// @param selectBareSession the same for the session with one id
record Schema(
    Set<String> sessionColumns,
    boolean hasUsageLedger,
    String selectSessions,
    String selectSession,
    String selectWithoutTotals,
    String selectBareSession) {
  /// The version that this program creates and migrates to: that of goosed 1.39, the last of its
  /// kind.
  static final int VERSION = 14;

  private static final String ONE = "WHERE s.id = ?";

  Schema {
    sessionColumns = Set.copyOf(sessionColumns);
  }

  static Schema of(Handle handle) {
    Set<String> columns = columns(handle, "sessions");
    String select = SessionColumns.select(columns);
    String bare = SessionColumns.selectWithoutTotals(columns);
    return new Schema(
        columns, hasTable(handle, "usage_ledger"), select, select + ONE, bare, bare + ONE);
  }

  boolean has(String sessionColumn) {
    return sessionColumns.contains(sessionColumn);
  }

  static boolean hasTable(Handle handle, String table) {
    return handle
            .createQuery("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = :name")
            .bind("name", table)
            .mapTo(Integer.class)
            .one()
        > 0;
  }

  static Set<String> columns(Handle handle, String table) {
    return Set.copyOf(
        handle
            .createQuery("SELECT name FROM pragma_table_info(:table)")
            .bind("table", table)
            .mapTo(String.class)
            .list());
  }
}

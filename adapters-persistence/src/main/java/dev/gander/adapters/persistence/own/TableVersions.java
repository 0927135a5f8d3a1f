package dev.gander.adapters.persistence.own;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.persistence.sqlite.DatabaseFile;
import dev.gander.adapters.persistence.sqlite.SqliteConnections;
import dev.gander.adapters.persistence.sqlite.SqliteDatabase;
import dev.gander.adapters.persistence.sqlite.Transactions;
import dev.gander.files.PrivateFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Brings each group of tables to its version, all in one transaction. Groups that this program
/// does not know, and versions later than it knows, are left as they are.
///
/// @param groups with different names
record TableVersions(List<TableGroup> groups)
    implements SqliteDatabase.Layout<Map<String, Integer>> {
  TableVersions {
    groups = List.copyOf(groups);
  }

  /// Secrets of webhooks and the words of requests are in it; SQLite gives its logs the same mode.
  @Override
  public void make(DatabaseFile file) throws IOException {
    PrivateFiles.createIfAbsent(file.path());
  }

  @Override
  public Map<String, Integer> bringUpToDate(Handle writer, SqliteConnections connections) {
    if (isUpToDate(read(writer))) {
      return read(writer);
    }
    Transactions.begin(writer);
    writer.execute(
        "CREATE TABLE IF NOT EXISTS table_groups"
            + " (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID");
    // Read again: another process may have been faster.
    Map<String, Integer> found = read(writer);
    for (TableGroup group : groups) {
      bringUpToDate(writer, group, found.getOrDefault(group.name(), 0));
    }
    Transactions.commit(writer);
    return read(writer);
  }

  private static void bringUpToDate(Handle writer, TableGroup group, int version) {
    if (version >= group.version()) {
      return;
    }
    for (TableGroup.Step step : group.steps().subList(version, group.version())) {
      step.statements().forEach(writer::execute);
    }
    writer.execute(
        "INSERT INTO table_groups VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET version = excluded.version",
        group.name(),
        group.version());
  }

  private boolean isUpToDate(Map<String, Integer> found) {
    return groups.stream()
        .allMatch(group -> found.getOrDefault(group.name(), 0) >= group.version());
  }

  @Override
  public Map<String, Integer> read(Handle handle) {
    boolean isNew =
        handle
            .createQuery("SELECT name FROM sqlite_master WHERE name = 'table_groups'")
            .mapTo(String.class)
            .findOne()
            .isEmpty();
    return isNew
        ? Map.of()
        : handle
            .createQuery("SELECT name, version FROM table_groups")
            .map(row -> Map.entry(row.getString("name"), row.getInt("version")))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}

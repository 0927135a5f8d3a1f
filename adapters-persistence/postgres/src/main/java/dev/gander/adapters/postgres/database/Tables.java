package dev.gander.adapters.postgres.database;

import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.error.StorageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Brings each group of tables to its version, all in one transaction, while other servers wait.
/// Versions later than this program knows are left as they are, so that an older server still works
/// while newer ones begin; one that may no longer work is told so by `works_from`.
final class Tables {
  /// Any number, the same for all servers.
  private static final long LOCK = 0x67616e646572L;

  private final DatabaseAddress address;
  private final String cluster;
  private final List<TableGroup> groups;

  /// @param cluster whose database it has to be
  /// @param groups with different names
  Tables(DatabaseAddress address, String cluster, List<TableGroup> groups) {
    this.address = address;
    this.cluster = cluster;
    this.groups = List.copyOf(groups);
  }

  private record Version(int number, int worksFrom) {}

  /// @param handle outside of a transaction; has to be closed after a failure
  /// @throws StorageException if the database belongs to another cluster, or is too new
  void bringUpToDate(Handle handle) {
    if (exist(handle) && areUpToDate(check(handle))) {
      return;
    }
    DriverTransaction.begin(handle);
    handle.execute(
        "SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0;"
            + " SET LOCAL idle_in_transaction_session_timeout = 0");
    handle.execute("SELECT pg_advisory_xact_lock(?)", LOCK);
    // Looked at again: another server may have been faster.
    if (!exist(handle)) {
      make(handle);
    }
    Map<String, Version> found = check(handle);
    groups.forEach(group -> bringUpToDate(handle, group, versionOf(group, found)));
    DriverTransaction.commit(handle);
  }

  /// Reads the catalog as a table: `to_regclass` may answer what it knew before the lock.
  private boolean exist(Handle handle) {
    return isInCatalog(
        handle, "pg_tables WHERE schemaname = :schema AND tablename = 'table_groups'");
  }

  private boolean isInCatalog(Handle handle, String rows) {
    return handle
        .createQuery("SELECT EXISTS (SELECT FROM " + rows + ")")
        .bind("schema", address.schema())
        .mapTo(Boolean.class)
        .one();
  }

  private void make(Handle handle) {
    if (!isInCatalog(handle, "pg_namespace WHERE nspname = :schema")) {
      handle.execute("CREATE SCHEMA " + address.schema());
    }
    handle.execute(
        """
        CREATE TABLE table_groups (
          name text COLLATE "C" PRIMARY KEY,
          version integer NOT NULL,
          works_from integer NOT NULL DEFAULT 1
        )""");
    handle.execute(
        """
        CREATE TABLE cluster (
          name text NOT NULL,
          only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one)
        )""");
    handle.execute("INSERT INTO cluster (name) VALUES (?)", cluster);
  }

  private Map<String, Version> check(Handle handle) {
    Optional<String> owner =
        handle.createQuery("SELECT name FROM cluster").mapTo(String.class).findOne();
    if (owner.isPresent() && !owner.get().equals(cluster)) {
      throw new StorageException(
          "%s belongs to the cluster `%s`, and this server to `%s`. Give them different schemas (`currentSchema=` in the address) or the same name"
              .formatted(address.title(), owner.get(), cluster),
          null);
    }
    Map<String, Version> found =
        handle
            .createQuery("SELECT name, version, works_from FROM table_groups")
            .map(
                row ->
                    Map.entry(
                        row.getString("name"),
                        new Version(row.getInt("version"), row.getInt("works_from"))))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    for (TableGroup group : groups) {
      if (versionOf(group, found).worksFrom() > group.steps().size()) {
        throw new StorageException(
            address.title()
                + " was made by a newer version of this program, which this one cannot work with",
            null);
      }
    }
    return found;
  }

  private static Version versionOf(TableGroup group, Map<String, Version> found) {
    return found.getOrDefault(group.name(), new Version(0, 0));
  }

  private boolean areUpToDate(Map<String, Version> found) {
    return groups.stream()
        .allMatch(group -> versionOf(group, found).number() >= group.steps().size());
  }

  private static void bringUpToDate(Handle handle, TableGroup group, Version version) {
    if (version.number() >= group.steps().size()) {
      return;
    }
    for (TableGroup.Step step : group.steps().subList(version.number(), group.steps().size())) {
      step.statements().forEach(handle::execute);
    }
    handle.execute(
        "INSERT INTO table_groups (name, version) VALUES (?, ?)"
            + " ON CONFLICT (name) DO UPDATE SET version = excluded.version",
        group.name(),
        group.steps().size());
  }
}

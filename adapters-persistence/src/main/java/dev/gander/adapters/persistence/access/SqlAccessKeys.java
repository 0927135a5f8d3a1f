package dev.gander.adapters.persistence.access;

import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.access.AccessKey;
import dev.gander.domain.access.AccessKeys;
import dev.gander.domain.access.HeldSecret;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.KeyNameTaken;
import dev.gander.domain.access.KeyNotFound;
import dev.gander.domain.access.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Keys in `gander.db`. Nothing is remembered between calls, so that what another process changes
/// counts at once.
public final class SqlAccessKeys implements AccessKeys {
  public static final TableGroup TABLES =
      new TableGroup(
          "access_keys",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE access_keys (
                    number INTEGER PRIMARY KEY,
                    id TEXT NOT NULL UNIQUE,
                    name TEXT NOT NULL,
                    scopes TEXT NOT NULL,
                    created TEXT NOT NULL,
                    expires TEXT,
                    requests_per_minute INTEGER,
                    revoked TEXT,
                    overlap_ends TEXT)""",
                  "CREATE UNIQUE INDEX access_keys_by_name ON access_keys (name)"
                      + " WHERE revoked IS NULL",
                  """
                  CREATE TABLE access_secrets (
                    hash TEXT PRIMARY KEY,
                    key_number INTEGER NOT NULL REFERENCES access_keys (number),
                    ends TEXT) WITHOUT ROWID""",
                  "CREATE INDEX access_secrets_by_key ON access_secrets (key_number)")));

  private static final String UNREVOKED = " AND revoked IS NULL";

  private final OwnTables database;

  public SqlAccessKeys(OwnTables database) {
    this.database = database;
  }

  @Override
  public boolean isEmpty() {
    return !database.exists()
        || database.read(
            handle ->
                handle
                    .createQuery("SELECT number FROM access_keys LIMIT 1")
                    .mapTo(Long.class)
                    .findFirst()
                    .isEmpty());
  }

  @Override
  public void add(AccessKey key, String hash) {
    database.write(
        handle -> {
          if (one(handle, "name = ?" + UNREVOKED, key.name()).isPresent()) {
            throw new KeyNameTaken(key.name());
          }
          handle.execute(
              """
              INSERT INTO access_keys
                (id, name, scopes, created, expires, requests_per_minute, revoked, overlap_ends)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
              key.id().value(),
              key.name(),
              key.scopes().stream().sorted().map(Scope::wire).collect(Collectors.joining(" ")),
              key.created().toString(),
              text(key.expires()),
              key.requestsPerMinute(),
              text(key.revoked()),
              text(key.overlapEnds()));
          addSecret(handle, key.id(), hash);
          return null;
        });
  }

  private static void addSecret(Handle handle, KeyId id, String hash) {
    handle.execute(
        "INSERT INTO access_secrets (hash, key_number)"
            + " SELECT ?, number FROM access_keys WHERE id = ?",
        hash,
        id.value());
  }

  @Override
  public Optional<HeldSecret> holding(String hash) {
    return ifAny(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT k.*, s.ends AS ends FROM access_secrets s
                      JOIN access_keys k ON k.number = s.key_number WHERE s.hash = :hash""")
                .bind("hash", hash)
                .map(row -> new HeldSecret(key(row), time(row, "ends")))
                .findOne());
  }

  @Override
  public Optional<AccessKey> find(KeyId id) {
    return ifAny(handle -> one(handle, "id = ?", id.value()));
  }

  @Override
  public Optional<AccessKey> named(String name) {
    return ifAny(handle -> one(handle, "name = ?" + UNREVOKED, name));
  }

  private interface Look<T> {
    Optional<T> in(Handle handle);
  }

  private <T> Optional<T> ifAny(Look<T> look) {
    return database.exists() ? database.read(look::in) : Optional.empty();
  }

  private static Optional<AccessKey> one(Handle handle, String condition, String value) {
    return handle
        .select("SELECT * FROM access_keys WHERE " + condition, value)
        .map(row -> key(row))
        .findOne();
  }

  @Override
  public List<AccessKey> list(@Nullable KeyId after, int most) {
    if (!database.exists()) {
      return List.of();
    }
    String behind =
        after == null ? "" : "WHERE number > (SELECT number FROM access_keys WHERE id = :after)";
    return database.read(
        handle ->
            handle
                .createQuery("SELECT * FROM access_keys " + behind + " ORDER BY number LIMIT :most")
                .bindMap(after == null ? Map.of() : Map.of("after", after.value()))
                .bind("most", most)
                .map(row -> key(row))
                .list());
  }

  @Override
  public AccessKey rotate(KeyId id, String hash, Instant overlapEnds) {
    requireAny(id);
    return database.write(
        handle -> {
          require(handle, id);
          ofKey(handle, "DELETE FROM access_secrets WHERE ends IS NOT NULL AND ", id);
          ofKey(handle, "UPDATE access_secrets SET ends = '" + overlapEnds + "' WHERE ", id);
          addSecret(handle, id, hash);
          handle.execute(
              "UPDATE access_keys SET overlap_ends = ? WHERE id = ?",
              overlapEnds.toString(),
              id.value());
          return require(handle, id);
        });
  }

  private static void ofKey(Handle handle, String statement, KeyId id) {
    handle.execute(
        statement + "key_number = (SELECT number FROM access_keys WHERE id = ?)", id.value());
  }

  @Override
  public void revoke(KeyId id, Instant at) {
    requireAny(id);
    database.write(
        handle -> {
          require(handle, id);
          ofKey(handle, "DELETE FROM access_secrets WHERE ", id);
          return handle.execute(
              "UPDATE access_keys SET revoked = ?, overlap_ends = NULL WHERE id = ?",
              at.toString(),
              id.value());
        });
  }

  /// Does not make the file for a key that cannot be in it.
  private void requireAny(KeyId id) {
    if (!database.exists()) {
      throw new KeyNotFound(id.value());
    }
  }

  private static AccessKey require(Handle handle, KeyId id) {
    return one(handle, "id = ?" + UNREVOKED, id.value())
        .orElseThrow(() -> new KeyNotFound(id.value()));
  }

  private static AccessKey key(ResultSet row) throws SQLException {
    int perMinute = row.getInt("requests_per_minute");
    return new AccessKey(
        new KeyId(row.getString("id")),
        row.getString("name"),
        scopes(row.getString("scopes")),
        Instant.parse(row.getString("created")),
        time(row, "expires"),
        perMinute == 0 ? null : Integer.valueOf(perMinute),
        time(row, "revoked"),
        time(row, "overlap_ends"));
  }

  /// What a later version calls a scope allows nothing here.
  private static Set<Scope> scopes(String words) {
    return Arrays.stream(words.split(" "))
        .flatMap(word -> Scope.parse(word).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Instant.parse(text);
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}

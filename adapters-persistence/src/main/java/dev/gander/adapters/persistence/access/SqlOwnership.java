package dev.gander.adapters.persistence.access;

import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.OwnedThing;
import dev.gander.domain.access.Owner;
import dev.gander.domain.access.Ownership;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What belongs to which key, in `gander.db`.
public final class SqlOwnership implements Ownership {
  public static final TableGroup TABLES =
      new TableGroup(
          "owners",
          List.of(
              TableGroup.Step.of(
                  """
                  CREATE TABLE owners (
                    kind TEXT NOT NULL,
                    id TEXT NOT NULL,
                    key TEXT NOT NULL,
                    shared INTEGER NOT NULL,
                    PRIMARY KEY (kind, id)) WITHOUT ROWID""",
                  "CREATE INDEX owners_by_key ON owners (key, kind)",
                  "CREATE INDEX owners_shared ON owners (kind) WHERE shared = 1")));

  private final OwnTables database;

  public SqlOwnership(OwnTables database) {
    this.database = database;
  }

  @Override
  public void give(OwnedThing thing, KeyId owner) {
    database.write(
        handle ->
            handle.execute(
                """
                INSERT INTO owners (kind, id, key, shared) VALUES (?, ?, ?, 0)
                  ON CONFLICT (kind, id) DO UPDATE SET key = excluded.key, shared = 0""",
                thing.kind().wire(),
                thing.id(),
                owner.value()));
  }

  @Override
  public Optional<Owner> of(OwnedThing thing) {
    return database.exists()
        ? database.read(
            handle ->
                handle
                    .createQuery("SELECT key, shared FROM owners WHERE kind = :kind AND id = :id")
                    .bind("kind", thing.kind().wire())
                    .bind("id", thing.id())
                    .map(
                        row -> new Owner(new KeyId(row.getString("key")), row.getBoolean("shared")))
                    .findOne())
        : Optional.empty();
  }

  @Override
  public Set<String> openTo(KeyId key, OwnedThing.Kind kind) {
    return database.exists()
        ? database.read(
            handle ->
                handle
                    .createQuery(
                        """
                        SELECT id FROM owners WHERE key = :key AND kind = :kind
                        UNION SELECT id FROM owners WHERE shared = 1 AND kind = :kind""")
                    .bind("key", key.value())
                    .bind("kind", kind.wire())
                    .mapTo(String.class)
                    .stream()
                    .collect(Collectors.toUnmodifiableSet()))
        : Set.of();
  }

  @Override
  public void share(OwnedThing thing, boolean isShared) {
    database.write(
        handle ->
            handle.execute(
                """
                INSERT INTO owners (kind, id, key, shared) VALUES (?, ?, ?, ?)
                  ON CONFLICT (kind, id) DO UPDATE SET shared = excluded.shared""",
                thing.kind().wire(),
                thing.id(),
                KeyId.SERVER.value(),
                isShared ? 1 : 0));
  }

  @Override
  public void forget(OwnedThing thing) {
    if (database.exists()) {
      database.write(
          handle ->
              handle.execute(
                  "DELETE FROM owners WHERE kind = ? AND id = ?", thing.kind().wire(), thing.id()));
    }
  }
}

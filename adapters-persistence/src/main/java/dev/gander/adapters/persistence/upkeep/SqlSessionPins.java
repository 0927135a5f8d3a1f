package dev.gander.adapters.persistence.upkeep;

import dev.gander.adapters.persistence.own.OwnTables;
import dev.gander.adapters.persistence.own.TableGroup;
import dev.gander.domain.keeping.SessionPins;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Pins in Gander's own database, which is made with the first of them.
public final class SqlSessionPins implements SessionPins {
  public static final TableGroup TABLES =
      new TableGroup(
          "pins",
          List.of(
              TableGroup.Step.of("CREATE TABLE pins (session TEXT PRIMARY KEY) WITHOUT ROWID")));

  private final OwnTables database;

  public SqlSessionPins(OwnTables database) {
    this.database = database;
  }

  @Override
  public void pin(SessionId id) {
    database.write(
        handle -> handle.execute("INSERT INTO pins VALUES (?) ON CONFLICT DO NOTHING", id.value()));
  }

  @Override
  public void unpin(SessionId id) {
    if (database.exists()) {
      database.write(handle -> handle.execute("DELETE FROM pins WHERE session = ?", id.value()));
    }
  }

  @Override
  public Set<SessionId> all() {
    return database.exists()
        ? database.read(
            handle ->
                handle.createQuery("SELECT session FROM pins").mapTo(String.class).stream()
                    .map(SessionId::new)
                    .collect(Collectors.toUnmodifiableSet()))
        : Set.of();
  }
}

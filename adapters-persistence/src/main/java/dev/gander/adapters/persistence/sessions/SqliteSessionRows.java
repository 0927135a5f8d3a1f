package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.cluster.SessionRows;
import dev.gander.domain.cluster.StoredSession;
import dev.gander.domain.session.SessionId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The rows of goose's database.
public final class SqliteSessionRows implements SessionRows {
  private final SessionDatabase database;
  private final SessionIds ids;

  /// @param retiredIds the file that remembers the numbers of deleted sessions
  public SqliteSessionRows(SessionDatabase database, Path retiredIds) {
    this.database = database;
    this.ids = new SessionIds(retiredIds);
  }

  @Override
  public List<SessionId> ids() {
    return database.read((handle, _) -> PlainRows.ids(handle));
  }

  @Override
  public Optional<StoredSession> find(SessionId id) {
    return database.read((handle, _) -> PlainRows.find(handle, id));
  }

  @Override
  public void put(StoredSession session) {
    database.write(
        (handle, _) -> {
          database.change(session.id());
          PlainRows.put(handle, session);
          return true;
        });
  }

  @Override
  public Map<String, Long> numbers() {
    return database.read((handle, _) -> ids.highest(handle));
  }

  @Override
  public void retire(Map<String, Long> numbers) {
    database.write(
        (_, _) -> {
          numbers.forEach((day, number) -> ids.retire(new SessionId(day + "_" + number)));
          return true;
        });
  }
}

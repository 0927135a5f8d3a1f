package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sessions.StoredTime;
import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.adapters.postgres.database.Opening;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A session that is locked for a change of its messages, together with its lease if the change is
/// fenced.
///
/// @param conversation the number of the conversation after the change
/// @param seen the highest number of the lease that was seen; empty if that is not known
record LockedSession(SessionId id, long conversation, Optional<Fence> seen) {
  /// The join sees to it that the session is locked before its lease, as everywhere.
  private static final String LOCK =
      """
      WITH locked AS (
        UPDATE sessions SET conversation = conversation + 1 %s WHERE id = :id
        RETURNING conversation),
      lease AS (
        SELECT l.token FROM locked CROSS JOIN turn_lease l
          WHERE :fenced AND l.session_id = :id FOR SHARE OF l)
      SELECT conversation, (SELECT token FROM lease) AS token, %s FROM locked""";

  private static final String IS_NEWS = ", updated_at = :now";
  private static final String REWRITES = ", rewritten = conversation + 1";

  private static final String APPEND = LOCK.formatted(IS_NEWS, Opening.NUMBER);
  private static final String ANSWER = LOCK.formatted(IS_NEWS + REWRITES, Opening.NUMBER);
  private static final String CHANGE = LOCK.formatted(REWRITES, Opening.NUMBER);

  /// Begins to put messages at the end.
  static Opening<LockedSession> appending(SessionId id, Fence fence, Instant now) {
    return opening(APPEND, id, news(id, fence, now));
  }

  /// Begins to put a message somewhere, as news.
  static Opening<LockedSession> answering(SessionId id, Fence fence, Instant now) {
    return opening(ANSWER, id, news(id, fence, now));
  }

  /// Begins any other change, which is no news.
  static Opening<LockedSession> changing(SessionId id, Fence fence) {
    return opening(CHANGE, id, Map.of("id", id.value(), "fenced", isFenced(fence)));
  }

  private static Map<String, ?> news(SessionId id, Fence fence, Instant now) {
    return Map.of("id", id.value(), "fenced", isFenced(fence), "now", StoredTime.toSql(now));
  }

  private static boolean isFenced(Fence fence) {
    return !fence.equals(Fence.NONE);
  }

  private static Opening<LockedSession> opening(String sql, SessionId id, Map<String, ?> values) {
    return new Opening<>(sql, values, row -> read(id, row), () -> new SessionNotFound(id));
  }

  private static LockedSession read(SessionId id, ResultSet row) throws SQLException {
    long conversation = row.getLong("conversation");
    long token = row.getLong("token");
    return new LockedSession(
        id, conversation, row.wasNull() ? Optional.empty() : Optional.of(new Fence(token)));
  }

  /// @throws dev.gander.domain.session.StaleFence if the writer has lost its right
  void admit(Handle handle, Fence fence) {
    if (isFenced(fence)) {
      // The statement that locked the session does not see a lease that came while it waited.
      PostgresFences.admit(handle, id, fence, seen.or(() -> PostgresFences.find(handle, id)));
    }
  }
}

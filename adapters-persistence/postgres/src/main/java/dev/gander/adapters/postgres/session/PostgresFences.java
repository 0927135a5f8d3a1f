package dev.gander.adapters.postgres.session;

import dev.gander.adapters.persistence.sql.Handle;
import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.StaleFence;
import java.util.Optional;

/// The highest number that was seen of a session: the one of its lease. A write holds the row of
/// the lease until it ends, so that nobody takes the lease in the middle of it.
final class PostgresFences {
  private PostgresFences() {}

  /// @param handle in a transaction that has locked the session
  static Optional<Fence> find(Handle handle, SessionId id) {
    return handle
        .createQuery("SELECT token FROM turn_lease WHERE session_id = :id FOR SHARE")
        .bind("id", id.value())
        .mapTo(Long.class)
        .findOne()
        .map(Fence::new);
  }

  /// @param handle in a transaction that has locked the session, and its lease if there is one
  /// @throws StaleFence if the writer has lost its right
  static void admit(Handle handle, SessionId id, Fence fence, Optional<Fence> highest) {
    if (highest.filter(fence::isStaleAfter).isPresent()) {
      throw new StaleFence(id, fence);
    }
    if (highest.filter(fence::equals).isEmpty()) {
      raise(handle, id, fence);
    }
  }

  static void raise(Handle handle, SessionId id, Fence fence) {
    handle.execute(
        "INSERT INTO turn_lease AS l (session_id, token) VALUES (?, ?) ON CONFLICT (session_id)"
            + " DO UPDATE SET token = greatest(l.token, excluded.token)",
        id.value(),
        fence.number());
  }

  /// Ids are not given again, so nobody can come back with an old number.
  static void forget(Handle handle, SessionId id) {
    handle.execute("DELETE FROM turn_lease WHERE session_id = ?", id.value());
  }
}

package dev.gander.adapters.persistence.sessions;

import dev.gander.domain.session.Fence;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.StaleFence;
import java.util.LinkedHashMap;
import java.util.Map;

/// The highest number seen for each of the most recently used sessions. Kept in memory, since
/// goose's schema has no column for it and the number guards against turns of this process only.
/// Writers are admitted inside their transaction; any thread.
final class Fences {
  private final Map<SessionId, Fence> highest;

  /// @param kept how many sessions to remember
  Fences(int kept) {
    highest =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<SessionId, Fence> eldest) {
            return size() > kept;
          }
        };
  }

  /// @throws StaleFence if the writer has lost its right
  synchronized void admit(SessionId id, Fence fence) {
    if (!fence.equals(Fence.NONE) && fence.isStaleAfter(raise(id, fence))) {
      throw new StaleFence(id, fence);
    }
  }

  /// @return the highest number now
  synchronized Fence raise(SessionId id, Fence fence) {
    return highest.merge(id, fence, Fence::orHigher);
  }

  synchronized void forget(SessionId id) {
    highest.remove(id);
  }
}

package dev.gander.domain.permission;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Remembered decisions about tools, shared by all sessions and stored in `permission.yaml`. Tools
/// have the names that the model sees. Thread-safe; each write is atomic and on disk when it
/// returns. A tool has at most one level in each of the two categories.
///
/// A file that does not parse or has another shape affects nothing else: until it is repaired,
/// every tool counts as one to ask for, and no judgement is known. It is never overwritten: a write
/// throws [dev.gander.domain.error.StorageException] with the location, as does every method when
/// the file cannot be read or written at all.
public interface ToolPermissions {
  /// The user's decision; empty if there is none.
  Optional<PermissionLevel> userLevel(String tool);

  default void setUserLevel(String tool, PermissionLevel level) {
    setUserLevels(Map.of(tool, level));
  }

  /// Remembers the user's decisions about several tools in one write, in order. Does nothing for an
  /// empty map.
  void setUserLevels(Map<String, PermissionLevel> levels);

  /// The read-only judgement of `smart_approve`; empty if the tool was never judged.
  Optional<PermissionLevel> judgedLevel(String tool);

  /// Remembers one judgement for several tools in one write. Does nothing if there are none.
  void setJudgedLevels(Collection<String> tools, PermissionLevel level);

  /// Forgets every decision, in both categories, about tools whose names start with the prefix.
  void forget(String prefix);
}

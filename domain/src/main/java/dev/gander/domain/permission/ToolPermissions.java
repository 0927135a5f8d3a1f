package dev.gander.domain.permission;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/// Remembered decisions about tools, shared by all sessions and kept in `permission.yaml`. Tools
/// are named as the model sees them. Any thread may call; each write is atomic and on disk when it
/// returns. A tool has at most one level in each of the two categories.
///
/// A file that does not parse, or is of another shape, spoils only itself: until it is mended every
/// tool counts as one to ask for, and no judgement is known. It is never overwritten: a write
/// throws [dev.gander.domain.error.StorageException] that tells the place, as every method does
/// when the file cannot be read or written at all.
public interface ToolPermissions {
  /// What the user decided; empty if nothing.
  Optional<PermissionLevel> userLevel(String tool);

  default void setUserLevel(String tool, PermissionLevel level) {
    setUserLevels(Map.of(tool, level));
  }

  /// Remembers what the user decided about several tools in one write, in their order. No tools:
  /// nothing happens.
  void setUserLevels(Map<String, PermissionLevel> levels);

  /// What the read-only judgement of `smart_approve` said; empty if the tool was never judged.
  Optional<PermissionLevel> judgedLevel(String tool);

  /// Remembers one judgement for several tools in one write. No tools: nothing happens.
  void setJudgedLevels(Collection<String> tools, PermissionLevel level);

  /// Forgets every decision, in both categories, about tools whose name starts with the prefix.
  void forget(String prefix);
}

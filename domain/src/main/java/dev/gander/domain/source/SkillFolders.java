package dev.gander.domain.source;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The folders of skills that users write through a client: each lies where [SourceFiles] looks for
/// skills, and holds a `SKILL.md`. Any other folder counts as missing, also one that a link leads
/// to. Thread-safe. Throws [dev.gander.domain.error.StorageException] if the disk fails.
public interface SkillFolders {
  /// The skill in a folder; empty if there is none that may be changed.
  Optional<Source> find(Path folder);

  /// Whether it belongs to no project.
  boolean isGlobal(Path folder);

  /// @param project its folder; null for the user's own skills
  /// @param name that of the new folder
  /// @param text of its `SKILL.md`
  /// @return the new folder
  /// @throws dev.gander.domain.error.Conflict if there is a folder with that name
  Path create(@Nullable Path project, String name, String text);

  /// Replaces the text of a skill, and moves its folder if the name is another one.
  ///
  /// @return the folder as it is now
  /// @throws dev.gander.domain.error.NotFound if there is no such skill
  /// @throws dev.gander.domain.error.Conflict if there is another folder with that name
  Path change(Path folder, String name, String text);

  /// Deletes a skill with everything in its folder.
  ///
  /// @throws dev.gander.domain.error.NotFound if there is no such skill
  void delete(Path folder);
}

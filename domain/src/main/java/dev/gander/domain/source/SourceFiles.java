package dev.gander.domain.source;

import java.nio.file.Path;
import java.util.List;

/// Finds the files that agents can work by: in the working folder first, then in the user's
/// folders. Any thread; the disk is read each time. Of several with one name the first counts. What
/// cannot be read, or is no such file, is left out; folders need not exist.
public interface SourceFiles {
  /// The skills: folders with a `SKILL.md`.
  List<Source> skills(Path workingDir);

  /// Recipes with instructions and agent descriptions with a text.
  List<Source> tasks(Path workingDir);
}

package dev.gander.domain.prompt;

import java.nio.file.Path;

/// The contents of `AGENTS.md`, `.goosehints` and the like, for work in a folder. Thread-safe;
/// files are read on every call, and an unreadable file counts as absent.
public interface HintFiles {
  /// The hints for work in a folder, ready for the prompt: the user's own, then those of the
  /// folders from the repository's root down to this one. Empty if there are none.
  String hints(Path workingDir);

  /// The hints of the folders between a folder (exclusive) and one below it (inclusive), outermost
  /// first (1.36 and newer). Empty if there are none, or if `below` is not below `workingDir`.
  String hintsBelow(Path workingDir, Path below);
}

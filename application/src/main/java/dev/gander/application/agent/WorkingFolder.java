package dev.gander.application.agent;

import dev.gander.domain.error.InvalidInput;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Predicate;

/// The folder in which a client wants a session to work.
public final class WorkingFolder {
  private WorkingFolder() {}

  /// @throws InvalidInput if the path is not absolute, or leads to no folder
  public static Path existing(String path) {
    return existing(path, _ -> false);
  }

  /// @param isElsewhere whether another server has a folder; asked if it is not here
  /// @throws InvalidInput if the path is not absolute, or leads to no folder
  public static Path existing(String path, Predicate<Path> isElsewhere) {
    try {
      Path folder = Path.of(path);
      if (!folder.isAbsolute()) {
        throw new InvalidInput("cwd must be an absolute path");
      }
      if (Files.isDirectory(folder) || isElsewhere.test(folder)) {
        return folder;
      }
    } catch (InvalidPathException _) {
      // As for any other text that leads nowhere.
    }
    throw new InvalidInput("invalid directory path");
  }
}

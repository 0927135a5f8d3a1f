package dev.gander.application.agent;

import dev.gander.domain.error.InvalidInput;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// The folder in which a client wants a session to work.
public final class WorkingFolder {
  private WorkingFolder() {}

  /// @throws InvalidInput if the path is not absolute, or leads to no folder
  public static Path existing(String path) {
    try {
      Path folder = Path.of(path);
      if (!folder.isAbsolute()) {
        throw new InvalidInput("cwd must be an absolute path");
      }
      if (Files.isDirectory(folder)) {
        return folder;
      }
    } catch (InvalidPathException _) {
      // As for any other text that leads nowhere.
    }
    throw new InvalidInput("invalid directory path");
  }
}

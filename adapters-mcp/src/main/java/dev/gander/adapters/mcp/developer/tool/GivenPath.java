package dev.gander.adapters.mcp.developer.tool;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// A path as the model gives it. `~` does not stand for the home folder, as in goosed.
public final class GivenPath {
  private GivenPath() {}

  /// @throws IOException if it cannot be a path
  public static Path resolve(Path folder, String given) throws IOException {
    try {
      return folder.resolve(given);
    } catch (InvalidPathException e) {
      throw new IOException("not a path: " + e.getReason(), e);
    }
  }
}

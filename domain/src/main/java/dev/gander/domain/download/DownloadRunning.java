package dev.gander.domain.download;

import dev.gander.domain.error.Conflict;
import java.nio.file.Path;

/// The file is being downloaded already, here or by another server.
public final class DownloadRunning extends Conflict {
  private static final long serialVersionUID = 1;

  private DownloadRunning(String message) {
    super(message);
  }

  public static DownloadRunning here() {
    return new DownloadRunning("Download already in progress");
  }

  /// @param file which another server, or another download of this one, is writing
  public static DownloadRunning elsewhere(Path file) {
    return new DownloadRunning(
        "Download already in progress: " + file.getFileName() + " is being written by another one");
  }
}

package dev.gander.testkit.store;

import dev.gander.domain.prompt.HintFiles;
import java.nio.file.Path;

/// Folders without hints.
public record NoHints() implements HintFiles {
  @Override
  public String hints(Path workingDir) {
    return "";
  }

  @Override
  public String hintsBelow(Path workingDir, Path folder) {
    return "";
  }
}

package dev.gander.adapters.speech.engine;

import dev.gander.process.ChildRecords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How tests start their program.
public final class PlayedProgram {
  private PlayedProgram() {}

  /// @param root gets the records and the folders of its processes
  public static EngineProgram in(Path root) {
    return new EngineProgram(
        Map.of("SECRET_KEY", "open-sesame"),
        List.of(Path.of("target", "test-classes").toAbsolutePath()),
        PlayedEngine.class.getName(),
        ChildRecords.in(root),
        root);
  }
}

package dev.gander.adapters.local.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledEngineTest {
  @TempDir Path natives;

  private String obstacle(String system, String processor) {
    LibraryPlatform machine = new LibraryPlatform(system, processor, List.of());
    return BundledEngine.on(machine, List.of(Path.of("engine.jar")), natives).obstacle();
  }

  /// Its library is there for Windows, but what starts it is not.
  @Test
  void theReasonIsTold() throws IOException {
    Files.createDirectories(natives.resolve("Linux/x86_64"));
    Files.createDirectories(natives.resolve("Windows/x86_64"));

    assertEquals("", obstacle("Linux", "x86_64"));
    assertTrue(obstacle("Windows", "x86_64").contains("not run on Windows"));
    assertTrue(obstacle("Windows", "aarch64").contains("not run on Windows"));
    assertTrue(obstacle("Linux", "riscv64").contains("no engine for Linux on riscv64"));
  }
}

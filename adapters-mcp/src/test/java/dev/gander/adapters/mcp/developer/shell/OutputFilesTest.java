package dev.gander.adapters.mcp.developer.shell;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.gander.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFilesTest {
  @TempDir Path parent;

  @Test
  void whatAKilledServerHasLeftIsRemoved() throws IOException {
    var killed = new ProcessIdentity(ProcessHandle.current().pid(), "1");
    Path left = Files.createDirectory(parent.resolve("goose-shell-" + killed.text() + "-1"));
    Files.writeString(left.resolve("output-0"), "text");

    try (OutputFiles files = new OutputFiles(parent)) {
      files.open().stream().close();

      assertFalse(Files.exists(left));
    }
  }
}

package dev.gander.adapters.persistence.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.config.GoosePaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFilesTest {
  @TempDir Path folder;

  private void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x");
  }

  /// A restore would move the log away that it writes, which Windows refuses, and bring back ids
  /// that must not be used again.
  @Test
  void onWindowsTheStateIsNotTakenForData() throws IOException {
    GoosePaths paths = GoosePaths.of(Map.of("APPDATA", folder.toString()), "Windows 11", folder);
    Path ours = paths.data().resolve("gander");
    for (String state :
        Set.of(
            "children/p1s1-p2s2",
            "last_check",
            "migrated/scheduled_recipes/x.yaml",
            "retired_sessions",
            "served",
            "warm_up/1/config")) {
      write(ours.resolve(state));
    }
    write(ours.resolve("secret_key"));
    write(ours.resolve("logins/x.json"));
    write(paths.data().resolve("schedule.json"));
    write(paths.logs().resolve("server/a.log"));

    assertEquals(
        Set.of("data/schedule.json", "data/gander/logins/x.json", "state/secret_key"),
        new KeptFiles(paths, Set.of()).files().keySet());
  }
}

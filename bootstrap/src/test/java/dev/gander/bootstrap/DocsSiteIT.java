package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The site of the documents is built without a warning, has all pages, and can be searched.
class DocsSiteIT {
  @Test
  void theSiteIsBuilt() throws Exception {
    ClientProject project = ClientProject.of("docs/site");
    project.installPython();
    project.delete("built");

    List<String> said =
        project.run("venv/bin/python", "build.py", NodeTools.ROOT.toString(), "built");

    assertTrue(said.getLast().endsWith("index.html"), said::toString);
    Path site = project.folder().resolve("built/site");
    assertTrue(Files.readString(site.resolve("settings.html")).contains("GANDER_BUDGETS"));
    assertTrue(Files.readString(site.resolve("api/sessions.html")).contains("session_reply"));
    assertTrue(
        Files.readString(site.resolve("api/gander-v1-runs.html"))
            .contains("The key asks too often."));
    assertTrue(Files.readString(site.resolve("search.json")).contains("GANDER_BUDGETS"));
    assertEquals(
        List.of(),
        Files.readString(site.resolve("keys.html"))
            .lines()
            .filter(line -> line.contains("src=\"http"))
            .toList());
  }
}

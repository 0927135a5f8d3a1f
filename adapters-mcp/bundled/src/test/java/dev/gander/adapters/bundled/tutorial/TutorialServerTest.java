package dev.gander.adapters.bundled.tutorial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.bundled.BundledFixture;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.tool.ToolResult;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TutorialServerTest {
  @TempDir Path folder;

  @Test
  void tutorialIsForTheModelAlone() throws Exception {
    BundledFixture bundled = new BundledFixture(folder);
    Extension tutorial = bundled.start("tutorial");

    ToolResult result = bundled.call(tutorial, "load_tutorial", "{\"name\": \"first-game\"}");

    assertTrue(result.joinedText().startsWith("# Make a first game"));
    assertTrue(result.content().getFirst().toString().contains("assistant"));
    assertTrue(tutorial.instructions().contains("- build-mcp-extension: Build an extension"));
    assertEquals(
        "-32603: Could not locate tutorial '../x'",
        assertThrows(
                ExtensionException.class,
                () -> bundled.call(tutorial, "load_tutorial", "{\"name\": \"../x\"}"))
            .coded());
  }
}

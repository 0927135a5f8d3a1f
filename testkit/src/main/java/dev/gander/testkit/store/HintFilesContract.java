package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.prompt.HintFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The contract of every [HintFiles].
public interface HintFilesContract {
  /// A folder whose parent folders contain no hints.
  Path folder();

  HintFiles hints();

  @Test
  default void thereIsNothingToSayAboutAFolderWithoutHints() {
    assertEquals("", hints().hints(folder()));
    assertEquals("", hints().hints(folder().resolve("missing")));
  }

  @Test
  default void hintsOfTheFolderAreFoundAndReadAnewEachTime() throws IOException {
    write("AGENTS.md", "Use tabs.");
    assertTrue(hints().hints(folder()).contains("Use tabs."));

    write("AGENTS.md", "Use blanks.");
    assertTrue(hints().hints(folder()).contains("Use blanks."));
  }

  @Test
  default void hintsBelowAFolderAreThoseOfEachFolderOnTheWay() throws IOException {
    write("AGENTS.md", "top");
    write("a/AGENTS.md", "middle");
    write("a/b/AGENTS.md", "bottom");

    String below = hints().hintsBelow(folder(), folder().resolve("a/b"));

    assertFalse(below.contains("top"));
    assertTrue(below.indexOf("middle") < below.indexOf("bottom"));
    assertEquals("", hints().hintsBelow(folder().resolve("a"), folder()));
    assertEquals("", hints().hintsBelow(folder(), folder()));
  }

  default void write(String name, String text) throws IOException {
    Path file = folder().resolve(name);
    Files.createDirectories(folder().resolve(name + "/..").normalize());
    Files.writeString(file, text);
  }
}

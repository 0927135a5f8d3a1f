package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.Conflict;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.SkillFolders;
import dev.gander.domain.source.SkillText;
import dev.gander.domain.source.Source;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of every [SkillFolders]. There are no skills at first.
public interface SkillFoldersContract {
  SkillFolders skills();

  /// The folder of a project, which exists.
  Path project();

  @Test
  default void aSkillIsWrittenAndFound() {
    Path folder = skills().create(project(), "tidy", text("tidy", "Tidy up."));

    Source found = skills().find(folder).orElseThrow();
    assertEquals("tidy", found.name());
    assertEquals("It's how", found.description());
    assertEquals("Tidy up.", found.content());
    assertEquals(folder.resolve("SKILL.md").getFileName(), found.file().getFileName());
    assertEquals(Optional.of("MIT"), found.properties().text("license"));
    assertFalse(skills().isGlobal(folder));
    assertThrows(Conflict.class, () -> skills().create(project(), "tidy", text("tidy", "Again.")));
    assertEquals("Tidy up.", skills().find(folder).orElseThrow().content());
  }

  @Test
  default void theUsersOwnSkillsBelongToNoProject() {
    Path folder = skills().create(null, "tidy", text("tidy", "Tidy up."));

    assertTrue(skills().isGlobal(folder));
    assertTrue(skills().find(folder).isPresent());
  }

  @Test
  default void aSkillWithAnotherNameMoves() {
    Path folder = skills().create(project(), "tidy", text("tidy", "Tidy up."));
    Path other = skills().create(project(), "other", text("other", "Other."));

    Path moved = skills().change(folder, "clean", text("clean", "Clean."));

    assertEquals(folder.resolveSibling("clean").getFileName(), moved.getFileName());
    assertEquals(Optional.empty(), skills().find(folder));
    assertEquals("Clean.", skills().find(moved).orElseThrow().content());
    assertThrows(Conflict.class, () -> skills().change(moved, "other", text("other", "Clean.")));
    assertEquals("Other.", skills().find(other).orElseThrow().content());
    assertThrows(NotFound.class, () -> skills().change(folder, "x", text("x", "X.")));
  }

  @Test
  default void aSkillIsDeletedOnce() {
    Path folder = skills().create(project(), "tidy", text("tidy", "Tidy up."));

    skills().delete(folder);

    assertEquals(Optional.empty(), skills().find(folder));
    assertThrows(NotFound.class, () -> skills().delete(folder));
    assertThrows(NotFound.class, () -> skills().delete(project()));
  }

  private static String text(String name, String content) {
    return new SkillText(name, "It's how", content, JsonObject.of("license", Json.of("MIT")))
        .document();
  }
}

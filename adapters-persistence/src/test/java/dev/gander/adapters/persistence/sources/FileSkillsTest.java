package dev.gander.adapters.persistence.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.NotFound;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.source.SkillFolders;
import dev.gander.domain.source.SkillText;
import dev.gander.testkit.store.SkillFoldersContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSkillsTest implements SkillFoldersContract {
  @TempDir Path folder;
  private FileSkills skills;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(project());
    Path home = folder.resolve("home");
    skills =
        new FileSkills(
            GoosePaths.of(
                Map.of("HOME", home.toString(), "GOOSE_PATH_ROOT", folder.toString()),
                "Linux",
                home));
  }

  @Override
  public SkillFolders skills() {
    return skills;
  }

  @Override
  public Path project() {
    return folder.resolve("work");
  }

  @Test
  void theFileIsTheOneThatGooseWrites() throws IOException {
    Path tidy = skills.create(project(), "tidy", text("It's\nhow"));

    assertEquals(project().resolve(".agents/skills/tidy"), tidy);
    assertEquals(
        "---\nname: tidy\ndescription: \"It's\\nhow\"\n---\n\nTidy up.\n",
        Files.readString(tidy.resolve("SKILL.md")));
    assertEquals("It's\nhow", skills.find(tidy).orElseThrow().description());
  }

  private static String text(String description) {
    return new SkillText("tidy", description, "Tidy up.", JsonObject.EMPTY).document();
  }

  @Test
  void nothingElseIsDeleted() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    Files.writeString(elsewhere.resolve("SKILL.md"), text("mine"));
    Path skill = skills.create(project(), "tidy", text("how"));
    Files.createSymbolicLink(skill.resolve("link"), elsewhere);
    Path linked = Files.createSymbolicLink(skill.resolveSibling("linked"), elsewhere);

    assertEquals(Optional.empty(), skills.find(elsewhere));
    assertThrows(NotFound.class, () -> skills.delete(elsewhere));
    assertThrows(NotFound.class, () -> skills.delete(linked));
    assertThrows(NotFound.class, () -> skills.delete(Path.of("tidy")));
    assertThrows(NotFound.class, () -> skills.delete(skill.resolve("../linked")));
    skills.delete(skill);

    assertFalse(Files.exists(skill));
    assertTrue(Files.exists(elsewhere.resolve("SKILL.md")));
  }
}

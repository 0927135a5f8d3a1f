package dev.gander.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.source.Skill;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.SourceFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The contract of every [SourceFiles]. No files exist at first.
public interface SourceFilesContract {
  SourceFiles sources();

  /// A working folder that exists.
  Path workingDir();

  /// Creates a file of this kind in the working folder.
  void putIntoWork(Kind kind, String name, String description, String content);

  /// Creates a file of this kind in the user's folders.
  void putIntoHome(Kind kind, String name, String description, String content);

  /// Creates a skill in the working folder that mentions one value and has one supporting file.
  void putSkill(String name, String content, String value, String file, String text);

  @Test
  default void aSkillIsLoadedWithItsValuesAndFiles() {
    putSkill("tidy", "Tidy the $room.", "room", "ref/list.txt", "Bed, floor.");

    Skill skill = sources().skill(workingDir(), "tidy").orElseThrow();

    assertEquals("Tidy the kitchen.", skill.textFor("kitchen"));
    assertEquals(List.of("ref/list.txt"), skill.files());
    assertEquals("Bed, floor.", sources().supportingText(skill, "ref/list.txt"));
    assertThrows(InvalidInput.class, () -> sources().supportingText(skill, "ref/none.txt"));
    assertThrows(InvalidInput.class, () -> sources().supportingText(skill, "../tidy/SKILL.md"));
    assertEquals(Optional.empty(), sources().skill(workingDir(), "Tidy"));
  }

  @Test
  default void theUsersSkillsAreListedWithoutThoseOfAProject() {
    putIntoWork(Kind.SKILL, "tidy", "of the project", "Tidy the room.");
    putIntoHome(Kind.SKILL, "tidy", "of the user", "Tidy up.");
    putIntoHome(Kind.SKILL, "sing", "", "Sing.");

    assertEquals(
        Set.of("SKILL tidy: of the user: Tidy up.", "SKILL sing: : Sing."),
        Set.copyOf(shown(sources().usersSkills())));
    assertEquals(List.of(), sources().files(sources().usersSkills().getFirst()));
  }

  @Test
  default void theFilesOfASkillAreListed() {
    putSkill("tidy", "Tidy the $room.", "room", "ref/list.txt", "Bed, floor.");

    assertEquals(List.of("ref/list.txt"), sources().files(skills().getFirst()));
  }

  /// Creates a recipe's file in the working folder that is too large to be read.
  void putTooLarge(String name);

  @Test
  default void aRefusedFileIsExplainedAndLeftOut() {
    putTooLarge("huge");
    putIntoWork(Kind.RECIPE, "chore", "a chore", "Do it.");

    assertEquals(List.of("RECIPE chore: a chore: Do it."), shown(tasks()));
    assertTrue(sources().refusal(workingDir(), "huge").orElseThrow().contains("too large"));
    assertEquals(Optional.empty(), sources().refusal(workingDir(), "chore"));
    assertEquals(Optional.empty(), sources().refusal(workingDir(), "nowhere"));
    assertEquals(Optional.empty(), sources().refusal(workingDir(), "../huge"));
  }

  @Test
  default void thereIsNothingWithoutFiles() {
    assertEquals(List.of(), sources().skills(workingDir()));
    assertEquals(List.of(), sources().tasks(workingDir()));
    assertEquals(List.of(), sources().skills(workingDir().resolve("nowhere")));
  }

  @Test
  default void eachKindIsFoundWhereItBelongs() {
    putIntoWork(Kind.SKILL, "tidy", "tidies up", "Tidy the room.");
    putIntoWork(Kind.RECIPE, "chore", "a chore", "Do it.");
    putIntoWork(Kind.AGENT, "helper", "", "You help.");

    assertEquals(List.of("SKILL tidy: tidies up: Tidy the room."), shown(skills()));
    assertEquals(
        List.of("RECIPE chore: a chore: Do it.", "AGENT helper: : You help."), shown(tasks()));
  }

  @Test
  default void workingFolderCoversTheUsersFolders() {
    putIntoHome(Kind.SKILL, "tidy", "of the user", "x");
    putIntoHome(Kind.SKILL, "more", "of the user", "y");
    putIntoWork(Kind.SKILL, "tidy", "of the project", "z");

    assertEquals(
        List.of("SKILL tidy: of the project: z", "SKILL more: of the user: y"), shown(skills()));
    assertEquals(
        List.of("SKILL more: of the user: y", "SKILL tidy: of the user: x"),
        shown(sources().skills(workingDir().resolve("nowhere"))).stream().sorted().toList());
  }

  private List<Source> skills() {
    return sources().skills(workingDir());
  }

  private List<Source> tasks() {
    return sources().tasks(workingDir());
  }

  private static List<String> shown(List<Source> sources) {
    return sources.stream()
        .map(
            source ->
                source.kind()
                    + " "
                    + source.name()
                    + ": "
                    + source.description()
                    + ": "
                    + source.content())
        .toList();
  }
}

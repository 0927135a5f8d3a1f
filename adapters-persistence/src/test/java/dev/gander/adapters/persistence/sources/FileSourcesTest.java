package dev.gander.adapters.persistence.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.source.Skill;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import dev.gander.domain.source.SourceFiles;
import dev.gander.testkit.store.InMemorySettings;
import dev.gander.testkit.store.SourceFilesContract;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSourcesTest implements SourceFilesContract {
  @TempDir Path folder;
  private SourceFiles sources;

  @BeforeEach
  void open() throws IOException {
    Files.createDirectories(workingDir());
    var paths =
        GoosePaths.of(
            Map.of("HOME", home().toString(), "GOOSE_PATH_ROOT", root().toString()),
            "Linux",
            home());
    sources =
        new FileSources(
            paths,
            Map.of("GOOSE_RECIPE_PATH", folder.resolve("named").toString()),
            new PluginFolders(paths, folder.resolve("server"), new InMemorySettings()));
  }

  @Override
  public SourceFiles sources() {
    return sources;
  }

  @Override
  public Path workingDir() {
    return folder.resolve("work");
  }

  private Path home() {
    return folder.resolve("home");
  }

  private Path root() {
    return folder.resolve("root");
  }

  @Override
  public void putIntoWork(Kind kind, String name, String description, String content) {
    put(workingDir(), kind, name, description, content);
  }

  @Override
  public void putTooLarge(String name) {
    write(workingDir().resolve(".goose/recipes/" + name + ".yaml"), "x".repeat((1 << 20) + 1));
  }

  @Override
  public void putIntoHome(Kind kind, String name, String description, String content) {
    put(home(), kind, name, description, content);
  }

  @Override
  public void putSkill(String name, String content, String value, String file, String text) {
    Path skill = workingDir().resolve(".agents/skills").resolve(name);
    write(
        skill.resolve("SKILL.md"),
        "---\nname: %s\nmetadata:\n  arguments: [%s]\n---\n%s\n".formatted(name, value, content));
    write(skill.resolve(file), text);
  }

  @Test
  void skillsComeFromAllFoldersInTheirOrder() {
    List.of(
            root().resolve(".agents/plugins/extra/skills/i"),
            folder.resolve("server/.agents/plugins/theirs/skills/h"),
            home().resolve(".config/agents/skills/g"),
            home().resolve(".claude/skills/f"),
            root().resolve("config/skills/e"),
            home().resolve(".agents/skills/d"),
            workingDir().resolve(".claude/skills/c"),
            workingDir().resolve(".goose/skills/b"),
            workingDir().resolve(".agents/skills/group/deep/a"))
        .forEach(
            skill ->
                write(skill.resolve("SKILL.md"), "---\nname: " + skill.getFileName() + "\n---\n"));

    assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"), names(skills()));
  }

  @Test
  void whatIsNoSkillIsLeftOut() throws IOException {
    Path skills = workingDir().resolve(".agents/skills");
    write(skills.resolve("plain/SKILL.md"), "no front matter\n");
    write(skills.resolve("slash/SKILL.md"), "---\nname: a/b\n---\n");
    write(skills.resolve("nameless/SKILL.md"), "---\ndescription: x\n---\n");
    write(skills.resolve("open/SKILL.md"), "---\nname: open\n");
    write(skills.resolve("broken/SKILL.md"), "---\nname: [\n---\n");
    write(skills.resolve(".git/SKILL.md"), "---\nname: history\n---\n");
    write(skills.resolve("large/SKILL.md"), "---\nname: large\n---\n" + "x".repeat(1 << 20));
    Files.createDirectories(skills.resolve("latin1"));
    Files.write(skills.resolve("latin1/SKILL.md"), new byte[] {'-', '-', '-', '\n', (byte) 0xe4});
    write(skills.resolve("other/NOTES.md"), "---\nname: other\n---\n");
    write(skills.resolve("control/SKILL.md"), "---\nname: \"a\\nb\"\n---\n");
    write(skills.resolve("long/SKILL.md"), "---\nname: " + "x".repeat(201) + "\n---\n");
    Files.createDirectories(skills.resolve("etc"));
    Files.createSymbolicLink(skills.resolve("etc/SKILL.md"), Path.of("/etc/passwd"));
    Files.createDirectories(skills.resolve("device"));
    Files.createSymbolicLink(skills.resolve("device/SKILL.md"), Path.of("/dev/zero"));
    Files.createDirectories(skills.resolve("folder/SKILL.md"));
    write(skills.resolve("good/SKILL.md"), "---\nname: good\n---\n");

    assertEquals(List.of("good"), names(skills()));
  }

  @Test
  void aSkillOfAGigabyteIsLeftOut() throws IOException {
    Path skills = workingDir().resolve(".agents/skills");
    write(skills.resolve("huge/SKILL.md"), "---\nname: huge\n---\n");
    try (var file = new RandomAccessFile(skills.resolve("huge/SKILL.md").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    write(skills.resolve("small/SKILL.md"), "---\nname: small\n---\n");

    assertEquals(List.of("small"), names(skills()));
  }

  @Test
  void thousandsOfSkillsAreNotAllUsed() {
    for (int i = 0; i < 1_100; i++) {
      write(
          workingDir().resolve(".agents/skills/s" + i + "/SKILL.md"),
          "---\nname: s" + i + "\n---\n");
    }

    assertEquals(1_000, skills().size());
  }

  @Test
  void ofManyLargeSkillsInAFolderTheFirstAreUsed() {
    for (char name = 'a'; name < 'k'; name++) {
      write(
          workingDir().resolve(".agents/skills/" + name + "/SKILL.md"),
          "---\nname: " + name + "\n---\n" + "x".repeat(1_000_000));
    }
    write(home().resolve(".agents/skills/mine/SKILL.md"), "---\nname: mine\n---\n");

    assertEquals(List.of("a", "b", "c", "d", "e", "f", "g", "h", "mine"), names(skills()));
  }

  @Test
  void linksThatLeadToEachOtherEnd() throws IOException {
    Path skills = workingDir().resolve(".agents/skills");
    for (int from = 0; from < 9; from++) {
      write(skills.resolve(from + "/SKILL.md"), "---\nname: s" + from + "\n---\n");
      for (int to = 0; to < 9; to++) {
        Files.createSymbolicLink(skills.resolve(from + "/to" + to), skills.resolve("" + to));
      }
    }
    Files.createSymbolicLink(skills.resolve("disk"), Path.of("/"));

    assertEquals(9, skills().stream().filter(it -> it.name().matches("s\\d")).count());
  }

  @Test
  void aSkillHasTheFilesOfItsFolderAndNoOthers() throws IOException {
    Path skill = workingDir().resolve(".agents/skills/a");
    write(skill.resolve("SKILL.md"), "---\nname: a\n---\n");
    write(skill.resolve("docs/deep/x.md"), "x");
    write(skill.resolve("b/SKILL.md"), "---\nname: b\n---\n");
    write(skill.resolve("b/of-b.md"), "b");
    Path elsewhere = folder.resolve("elsewhere/secret.txt");
    write(elsewhere, "secret");
    Files.createSymbolicLink(skill.resolve("secret.txt"), elsewhere);
    Files.createSymbolicLink(skill.resolve("elsewhere"), elsewhere.getParent());
    Files.write(skill.resolve("picture.png"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});

    Skill loaded = sources.skill(workingDir(), "a").orElseThrow();

    assertEquals(List.of("docs/deep/x.md", "picture.png"), loaded.files());
    assertThrows(InvalidInput.class, () -> sources.supportingText(loaded, "picture.png"));
    Files.delete(skill.resolve("docs/deep/x.md"));
    Files.createSymbolicLink(skill.resolve("docs/deep/x.md"), elsewhere);
    assertThrows(InvalidInput.class, () -> sources.supportingText(loaded, "docs/deep/x.md"));
  }

  @Test
  void linkThatLeadsInACircleIsPassedOver() throws IOException {
    Path skills = workingDir().resolve(".agents/skills");
    write(skills.resolve("good/SKILL.md"), "---\nname: good\n---\n");
    Files.createSymbolicLink(skills.resolve("good/circle"), skills);

    assertEquals(List.of("good"), names(skills()));
  }

  @Test
  void recipesAndAgentsComeFromAllFoldersInTheirOrder() {
    List.of(
            home().resolve(".claude/agents/n.md"),
            root().resolve("config/agents/m.md"),
            root().resolve(".agents/agents/l.md"),
            home().resolve(".goose/agents/k.md"),
            workingDir().resolve(".agents/agents/f.md"),
            workingDir().resolve(".claude/agents/e.md"),
            workingDir().resolve(".goose/agents/d.md"))
        .forEach(file -> write(file, "---\nname: " + stem(file) + "\n---\nYou help.\n"));
    List.of(
            home().resolve(".agents/recipes/j.yaml"),
            root().resolve("config/recipes/i.yaml"),
            home().resolve(".goose/recipes/h.yaml"),
            folder.resolve("named/g.yaml"),
            workingDir().resolve(".agents/recipes/c.yaml"),
            workingDir().resolve(".goose/recipes/b.yaml"),
            workingDir().resolve("a.json"))
        .forEach(file -> write(file, "{\"title\": \"T\", \"instructions\": \"Do it.\"}"));

    assertEquals(
        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n"),
        names(tasks()));
  }

  @Test
  void whatIsNoTaskIsLeftOut() {
    write(workingDir().resolve("idle.yaml"), "title: T\nprompt: ' '\n");
    write(workingDir().resolve("list.yaml"), "- a\n");
    write(workingDir().resolve("package.json"), "{\"name\": \"x\", \"instructions\": \"x\"}");
    write(workingDir().resolve("broken.yaml"), "title: [\n");
    write(workingDir().resolve(".goose/agents/silent.md"), "---\nname: silent\n---\n\n");

    assertEquals(List.of(), tasks());
  }

  @Test
  void aRecipeMayHaveAPromptOnly() {
    write(workingDir().resolve("greet.yaml"), "title: T\nprompt: hi\n");

    assertEquals(List.of("greet"), names(tasks()));
    assertEquals("", tasks().getFirst().content());
  }

  @Test
  void aFileThatChangesIsReadAgain() throws IOException {
    Path file = workingDir().resolve("greet.yaml");
    write(file, "title: T\ndescription: a\nprompt: hi\n");
    FileTime before = Files.getLastModifiedTime(file);
    assertEquals("a", tasks().getFirst().description());
    write(file, "title: T\ndescription: b\nprompt: hi\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1));
    assertEquals("b", tasks().getFirst().description());
    write(file, "title: T\ndescription: longer\nprompt: hi\n");
    Files.setLastModifiedTime(file, before);
    assertEquals("longer", tasks().getFirst().description());
    Files.delete(file);
    assertEquals(List.of(), tasks());
  }

  @Test
  void anAgentsFrontMatterIsKept() {
    write(workingDir().resolve(".goose/agents/a.md"), "---\nname: a\nmodel: m\n---\nYou help.\n");

    assertEquals(Optional.of("m"), tasks().getFirst().properties().text("model"));
  }

  @Test
  void whatCannotBeATaskIsExplainedWithoutAWordOfIt() throws IOException {
    Path agents = workingDir().resolve(".goose/agents");
    write(agents.resolve("plain.md"), "top secret\n");
    write(agents.resolve("broken.md"), "---\nname: [top secret\n---\nx\n");
    Files.write(agents.resolve("latin1.md"), new byte[] {'-', '-', '-', '\n', (byte) 0xe4});
    Files.createSymbolicLink(agents.resolve("etc.md"), Path.of("/etc"));
    Files.createSymbolicLink(agents.resolve("circle.md"), agents.resolve("circle.md"));
    try (var file = new RandomAccessFile(agents.resolve("huge.md").toFile(), "rw")) {
      file.setLength(1L << 30);
    }

    assertEquals(List.of(), tasks());
    assertEquals(
        agents.resolve("plain.md") + " has no name in front matter, or no text", why("plain"));
    assertFalse(why("broken").contains("secret"), () -> why("broken"));
    assertEquals(agents.resolve("latin1.md") + " is not UTF-8", why("latin1"));
    assertEquals(agents.resolve("etc.md") + " is not a file", why("etc"));
    assertEquals(agents.resolve("circle.md") + " is not a file", why("circle"));
    assertEquals(agents.resolve("huge.md") + " is too large", why("huge"));
  }

  private String why(String name) {
    return sources.refusal(workingDir(), name).orElse("none");
  }

  private List<Source> skills() {
    return sources.skills(workingDir());
  }

  private List<Source> tasks() {
    return sources.tasks(workingDir());
  }

  private static List<String> names(List<Source> sources) {
    return sources.stream().map(Source::name).toList();
  }

  private static String stem(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.lastIndexOf('.'));
  }

  private static void put(Path below, Kind kind, String name, String description, String content) {
    String matter = "---\nname: %s\ndescription: %s\n---\n%s\n";
    switch (kind) {
      case SKILL ->
          write(
              below.resolve(".agents/skills/" + name + "/SKILL.md"),
              matter.formatted(name, description, content));
      case AGENT ->
          write(
              below.resolve(".goose/agents/" + name + ".md"),
              matter.formatted(name, description, content));
      case RECIPE ->
          write(
              below.resolve(".goose/recipes/" + name + ".yaml"),
              "title: T\ndescription: %s\ninstructions: %s\n".formatted(description, content));
      case PROJECT -> throw new IllegalArgumentException("lies in no folder");
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

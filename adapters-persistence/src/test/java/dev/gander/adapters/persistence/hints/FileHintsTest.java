package dev.gander.adapters.persistence.hints;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.prompt.HintFiles;
import dev.gander.testkit.store.HintFilesContract;
import dev.gander.testkit.store.InMemorySettings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileHintsTest implements HintFilesContract {
  @TempDir Path folder;
  @TempDir Path root;
  private final InMemorySettings settings = new InMemorySettings();

  @Override
  public HintFiles hints() {
    return new FileHints(
        GoosePaths.of(Map.of("GOOSE_PATH_ROOT", root.toString()), "Linux", root), settings);
  }

  @Override
  public Path folder() {
    return folder;
  }

  @Test
  void theUsersOwnHintsComeBeforeThoseOfTheProject() throws IOException {
    Files.createDirectories(root.resolve("config"));
    Files.writeString(root.resolve("config/.goosehints"), "mine");
    write("AGENTS.md", "ours");

    assertEquals(
        """
        # Global Hints
        The user has written these for all of your work.
        mine

        # Project Hints
        These belong to the folder that you work in.
        ours""",
        hints().hints(folder));
  }

  @Test
  void hintsComeFromTheGitRootDownAndNotFromAboveIt() throws IOException {
    write("AGENTS.md", "above");
    write("repo/.git/HEAD", "ref");
    write("repo/AGENTS.md", "root");
    write("repo/a/b/.goosehints", "here");

    String hints = hints().hints(folder.resolve("repo/a/b"));

    assertFalse(hints.contains("above"));
    assertTrue(hints.endsWith("root\nhere"));
  }

  @Test
  void namesOfHintFilesCanBeSet() throws IOException {
    settings.put("CONTEXT_FILE_NAMES", JsonArray.ofTexts(List.of("CLAUDE.md")));
    write("AGENTS.md", "no");
    write("CLAUDE.md", "yes");

    assertTrue(hints().hints(folder).endsWith("\nyes"));
  }

  @Test
  void importsAreExpandedInPlaceUpToThreeLevels() throws IOException {
    write("AGENTS.md", "Read @docs/one.md first.");
    write("docs/one.md", "1 @two.md");
    write("docs/two.md", "2 @three.md");
    write("docs/three.md", "3 @four.md");
    write("docs/four.md", "4");

    String hints = hints().hints(folder);

    assertTrue(hints.contains("Read --- begin of docs/one.md ---\n1 "));
    assertTrue(hints.contains("3 @four.md"));
  }

  @Test
  void aCircleOfImportsEnds() throws IOException {
    write("AGENTS.md", "a @b.md");
    write("b.md", "b @AGENTS.md");

    assertTrue(hints().hints(folder).contains("b @AGENTS.md"));
  }

  @Test
  void manyImportsOfManyImportsEnd() throws IOException {
    write("AGENTS.md", "@b.md ".repeat(10_000));
    write("b.md", "@c.md ".repeat(10_000));
    write("c.md", "x".repeat(1_000));

    assertTrue(hints().hints(folder).length() < 4_000_000);
  }

  @Test
  void whatIsNoHintOfTheProjectIsNotUsed() throws IOException {
    Path elsewhere = Files.writeString(root.resolve("secret.txt"), "secret");
    for (String name : List.of("link", "chain", "loop", "device", "folder", "huge", "latin1")) {
      write("repo/" + name + "/.git/HEAD", "ref");
    }
    Path repo = folder.resolve("repo");
    Files.createSymbolicLink(repo.resolve("link/AGENTS.md"), elsewhere);
    Files.createSymbolicLink(repo.resolve("chain/up"), root);
    Files.createSymbolicLink(repo.resolve("chain/AGENTS.md"), Path.of("up/secret.txt"));
    Files.createSymbolicLink(repo.resolve("loop/AGENTS.md"), Path.of("AGENTS.md"));
    Files.createSymbolicLink(repo.resolve("device/AGENTS.md"), Path.of("/dev/zero"));
    Files.createDirectories(repo.resolve("folder/AGENTS.md"));
    try (var huge = new RandomAccessFile(repo.resolve("huge/AGENTS.md").toFile(), "rw")) {
      huge.setLength(1L << 30);
    }
    Files.write(repo.resolve("latin1/AGENTS.md"), new byte[] {'s', (byte) 0xe4});

    try (Stream<Path> projects = Files.list(repo)) {
      projects.forEach(project -> assertEquals("", hints().hints(project), project::toString));
    }
  }

  @Test
  void aLinkWithinTheProjectIsAHint() throws IOException {
    write(".git/HEAD", "ref");
    write("docs/hints.md", "from docs");
    Files.createSymbolicLink(folder.resolve("AGENTS.md"), Path.of("docs/hints.md"));

    assertTrue(hints().hints(folder).endsWith("\nfrom docs"));
  }

  /// Dotfiles are often kept in a repository of their own.
  @Test
  void theUsersOwnHintsMayBeALink() throws IOException {
    Path elsewhere = Files.writeString(folder.resolve("dotfiles.md"), "mine");
    Files.createDirectories(root.resolve("config"));
    Files.createSymbolicLink(root.resolve("config/AGENTS.md"), elsewhere);

    assertTrue(hints().hints(folder).endsWith("\nmine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@/etc/hostname",
        "@../outside.txt",
        "@link.txt",
        "@secret.txt",
        "me@mail.txt",
        "@handle",
        "@missing.txt",
      })
  void whatMustNotBeImportedStaysAsItIs(String token) throws IOException {
    write("outside.txt", "OUTSIDE");
    write("repo/.git/HEAD", "ref");
    write("repo/.gitignore", "secret.*\n");
    write("repo/secret.txt", "SECRET");
    write("repo/mail.txt", "MAIL");
    write("repo/handle", "HANDLE");
    Files.createSymbolicLink(folder.resolve("repo/link.txt"), folder.resolve("outside.txt"));
    write("repo/AGENTS.md", "See " + token);

    assertTrue(hints().hints(folder.resolve("repo")).endsWith("\nSee " + token));
  }
}

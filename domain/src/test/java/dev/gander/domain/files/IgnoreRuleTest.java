package dev.gander.domain.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoreRuleTest {
  private static final String CASES =
      """
      name         | name              | true
      name         | a/b/name          | true
      name         | names             | false
      name/        | name              | false
      name/        | name/             | true
      name/        | a/name/           | true
      /name        | name              | true
      /name        | a/name            | false
      a/b          | a/b               | true
      a/b          | x/a/b             | false
      *.log        | x/y.log           | true
      *.log        | .log              | true
      *.log        | log               | false
      a*c          | abbbc             | true
      a*c          | ab/c              | false
      a?c          | abc               | true
      a?c          | ac                | false
      a/*          | a/b               | true
      [a-c]x       | bx                | true
      [!a-c]x      | bx                | false
      [^a-c]x      | dx                | true
      []-]x        | ]x                | true
      []-]x        | -x                | true
      [a            | [a               | false
      \\*          | *                 | true
      \\*          | a                 | false
      \\#x         | #x                | true
      \\!x         | !x                | true
      **/x         | x                 | true
      **/x         | a/b/x             | true
      a/**/x       | a/x               | true
      a/**/x       | a/b/c/x           | true
      a/**/x       | b/a/x             | false
      a/**         | a/b/c             | true
      a/**         | a/                | false
      a**c         | abbc              | true
      **           | a/b               | true
      /**          | a                 | true
      a//b         | a/b               | false
      ü*           | üö                | true
      x\\          | x                 | false
      """;

  @ParameterizedTest(name = "{0} on {1}")
  @CsvSource(delimiter = '|', textBlock = CASES)
  void matchesAsGitDoes(String rule, String path, boolean ignored) {
    assertEquals(ignored, IgnoreRule.parse(rule).filter(it -> matches(it, path)).isPresent());
  }

  private static boolean matches(IgnoreRule rule, String path) {
    return rule.matches(List.of(path.split("/")), path.endsWith("/"));
  }

  /// Each case has a folder of its own in one repository; git is asked for all of them at once.
  @Test
  void gitSaysTheSame(@TempDir Path repository) throws Exception {
    assumeTrue(git(repository, "", "init", "-q").isPresent(), "git is not installed");
    List<String> paths = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (String line : CASES.split("\n")) {
      String[] fields = line.strip().split(" *\\| *");
      Path folder = Files.createDirectory(repository.resolve("case" + paths.size()));
      Files.writeString(folder.resolve(".gitignore"), fields[0] + "\n");
      Path file = folder.resolve(fields[1]);
      Files.createDirectories(fields[1].endsWith("/") ? file : file.getParent());
      paths.add(repository.relativize(file).toString());
      if (fields[2].equals("true")) {
        expected.add(paths.getLast());
      }
    }
    String ignored =
        git(repository, String.join("\0", paths), "check-ignore", "--no-index", "-z", "--stdin")
            .orElseThrow();
    assertEquals(String.join("\n", expected), ignored.replace("\0", "\n").strip());
  }

  private static Optional<String> git(Path folder, String input, String... arguments)
      throws Exception {
    var command = new ArrayList<String>(List.of("git", "-c", "core.excludesFile="));
    command.addAll(List.of(arguments));
    try {
      Process git = new ProcessBuilder(command).directory(folder.toFile()).start();
      try (var stdin = git.getOutputStream()) {
        stdin.write(input.getBytes(UTF_8));
      }
      return Optional.of(new String(git.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "'   '", "'# comment'", "'/'", "'!'"})
  void someLinesAreNoRules(String line) {
    assertEquals(Optional.empty(), IgnoreRule.parse(line));
  }

  @Test
  void blanksAtTheEndDoNotCountUnlessTheyAreQuoted() {
    assertEquals(true, matches(IgnoreRule.parse("x  \r").orElseThrow(), "x"));
    assertEquals(true, matches(IgnoreRule.parse("x\\ ").orElseThrow(), "x "));
  }

  @Test
  void aHostilePatternTakesNoTime() {
    String stars = "*a".repeat(300) + "b";
    assertFalse(matches(IgnoreRule.parse(stars).orElseThrow(), "a".repeat(600)));
    String folders = "**/a/".repeat(300) + "b";
    assertFalse(matches(IgnoreRule.parse(folders).orElseThrow(), "a/".repeat(300) + "c"));
  }
}

package dev.gander.adapters.persistence.sources;

import dev.gander.domain.config.GoosePaths;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The folders where goose looks, in its order.
record SourceFolders(GoosePaths paths, String recipePath) {
  /// Below the folder of a project; new skills go into the first.
  static final List<Path> PROJECT_SKILLS =
      List.of(Path.of(".agents/skills"), Path.of(".goose/skills"), Path.of(".claude/skills"));

  /// Below the folder of a project; new agents go into the last.
  static final List<Path> PROJECT_AGENTS =
      List.of(Path.of(".goose/agents"), Path.of(".claude/agents"), Path.of(".agents/agents"));

  List<Path> skills(Path workingDir) {
    return Stream.of(projectSkills(workingDir), usersSkills()).flatMap(List::stream).toList();
  }

  private static List<Path> projectSkills(Path workingDir) {
    return PROJECT_SKILLS.stream().map(workingDir::resolve).toList();
  }

  List<Path> usersSkills() {
    Path home = paths.home();
    return List.of(
        home.resolve(".agents/skills"),
        paths.config().resolve("skills"),
        home.resolve(".claude/skills"),
        home.resolve(".config/agents/skills"));
  }

  List<Path> projectRecipes(Path workingDir) {
    return List.of(
        workingDir, workingDir.resolve(".goose/recipes"), workingDir.resolve(".agents/recipes"));
  }

  List<Path> projectAgents(Path workingDir) {
    return PROJECT_AGENTS.stream().map(workingDir::resolve).toList();
  }

  List<Path> usersRecipes() {
    Path home = paths.home();
    Stream<Path> own =
        Stream.of(home.resolve(".goose/recipes"), library(), home.resolve(".agents/recipes"));
    return Stream.concat(named(), own).toList();
  }

  /// Those whose recipes clients see in lists, which leave out `~/.goose/recipes`.
  List<Path> listedRecipes(Path processFolder) {
    Stream<Path> own = Stream.of(library(), paths.home().resolve(".agents/recipes"));
    return Stream.of(projectRecipes(processFolder).stream(), named(), own)
        .flatMap(folders -> folders)
        .toList();
  }

  /// The user's own recipes.
  Path library() {
    return paths.config().resolve("recipes");
  }

  List<Path> usersAgents() {
    Path home = paths.home();
    return List.of(
        home.resolve(".goose/agents"),
        newAgents(),
        paths.config().resolve("agents"),
        home.resolve(".claude/agents"));
  }

  /// For those that belong to no project.
  Path newAgents() {
    return paths.agents().resolve("agents");
  }

  private Stream<Path> named() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(recipePath)
        .filter(folder -> !folder.isBlank())
        .flatMap(SourceFolders::path);
  }

  private static Stream<Path> path(String folder) {
    try {
      return Stream.of(Path.of(folder));
    } catch (InvalidPathException _) {
      return Stream.empty();
    }
  }
}

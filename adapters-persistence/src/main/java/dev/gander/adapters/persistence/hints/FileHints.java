package dev.gander.adapters.persistence.hints;

import dev.gander.domain.config.GoosePaths;
import dev.gander.domain.config.Settings;
import dev.gander.domain.files.IgnoreRules;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.prompt.HintFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Hint files where goose finds them: in its configuration folder, in `~/.agents`, and in the
/// folders from the git root down to the working folder. The setting `CONTEXT_FILE_NAMES` contains
/// their names.
public final class FileHints implements HintFiles {
  private static final List<String> DEFAULT_NAMES = List.of(".goosehints", "AGENTS.md");
  private static final String AGENTS = "AGENTS.md";
  private static final String GLOBAL =
      "# Global Hints\nThe user has written these for all of your work.\n";
  private static final String PROJECT =
      "# Project Hints\nThese belong to the folder that you work in.\n";

  private final GoosePaths paths;
  private final Settings settings;

  public FileHints(GoosePaths paths, Settings settings) {
    this.paths = paths;
    this.settings = settings;
  }

  @Override
  public String hints(Path workingDir) {
    List<String> names = names();
    List<String> blocks = new ArrayList<>();
    List<String> global = globalHints(names);
    if (!global.isEmpty()) {
      blocks.add(GLOBAL + String.join("\n", global));
    }
    ProjectFolders project = ProjectFolders.of(workingDir);
    List<String> local = read(project.folders(), names, project);
    if (!local.isEmpty()) {
      blocks.add(PROJECT + String.join("\n", local));
    }
    return String.join("\n\n", blocks);
  }

  @Override
  public String hintsBelow(Path workingDir, Path below) {
    Path top = workingDir.toAbsolutePath().normalize();
    Path bottom = below.toAbsolutePath().normalize();
    if (!bottom.startsWith(top) || bottom.equals(top)) {
      return "";
    }
    List<String> found = read(between(top, bottom), names(), ProjectFolders.of(top));
    return found.isEmpty()
        ? ""
        : "# Hints for " + top.relativize(bottom) + "\n" + String.join("\n", found);
  }

  private List<String> globalHints(List<String> names) {
    Stream<Path> files = names.stream().map(paths.config()::resolve);
    Stream<Path> agents =
        names.contains(AGENTS) ? Stream.of(paths.agents().resolve(AGENTS)) : Stream.empty();
    return Stream.concat(files, agents)
        .filter(Files::isRegularFile)
        .map(file -> new HintImports(ProjectFolders.folderOf(file), IgnoreRules.NONE).expand(file))
        .filter(text -> !text.isBlank())
        .toList();
  }

  private static List<String> read(List<Path> folders, List<String> names, ProjectFolders project) {
    HintImports imports = new HintImports(project.root(), project.ignored());
    return folders.stream()
        .flatMap(folder -> names.stream().map(folder::resolve))
        .filter(file -> Files.isRegularFile(file) && project.holds(file))
        .map(imports::expand)
        .filter(text -> !text.isBlank())
        .toList();
  }

  /// The folders from the first below `top` down to `bottom`.
  private static List<Path> between(Path top, Path bottom) {
    List<Path> folders = new ArrayList<>();
    Path folder = top;
    for (Path name : top.relativize(bottom)) {
      folder = folder.resolve(name);
      folders.add(folder);
    }
    return folders;
  }

  private List<String> names() {
    return settings
        .find("CONTEXT_FILE_NAMES")
        .filter(JsonArray.class::isInstance)
        .map(list -> texts((JsonArray) list))
        .orElse(DEFAULT_NAMES);
  }

  private static List<String> texts(JsonArray list) {
    List<String> texts = new ArrayList<>();
    for (Json item : list.items()) {
      if (item instanceof JsonString(String text)) {
        texts.add(text);
      }
    }
    return texts;
  }
}

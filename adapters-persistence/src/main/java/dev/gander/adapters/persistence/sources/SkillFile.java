package dev.gander.adapters.persistence.sources;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.source.Skill;
import dev.gander.domain.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A `SKILL.md` and the folder around it. A file that lies elsewhere, because a link leads there,
/// is no part of the skill.
record SkillFile(Path file) {
  static final String NAME = "SKILL.md";
  private static final int LONGEST_NAME = 200;
  private static final int MOST_FILES = 500;

  /// The skills below a folder, by their paths.
  static List<Path> below(Path root) {
    return FolderWalk.files(root, _ -> true).stream()
        .filter(file -> file.endsWith(NAME) && Files.isRegularFile(file))
        .toList();
  }

  static boolean canBeName(String name) {
    return !name.contains("/")
        && name.length() <= LONGEST_NAME
        && name.chars().noneMatch(Character::isISOControl);
  }

  /// @param found what was read from the file
  Skill skill(Source found) {
    JsonObject metadata =
        FrontMatter.of(SourceText.read(file))
            .flatMap(read -> read.members().object("metadata"))
            .orElse(JsonObject.EMPTY);
    return new Skill(found, values(metadata), files());
  }

  private static List<String> values(JsonObject metadata) {
    List<String> names = new ArrayList<>();
    metadata
        .array("arguments")
        .ifPresent(
            list -> {
              for (Json name : list.items()) {
                if (name instanceof JsonString(String text)) {
                  names.add(text);
                }
              }
            });
    return names;
  }

  List<String> files() {
    Path folder = folder();
    return FolderWalk.files(folder, below -> isInside(below) && !holdsSkill(below)).stream()
        .filter(other -> !other.equals(folder.resolve(NAME)))
        .filter(other -> Files.isRegularFile(other) && isInside(other))
        .limit(MOST_FILES)
        .map(other -> folder.relativize(other).toString().replace('\\', '/'))
        .toList();
  }

  private static boolean holdsSkill(Path folder) {
    return Files.exists(folder.resolve(NAME));
  }

  /// @throws InvalidInput if it is not one of `listed`, or cannot be read as text
  String text(String name, List<String> listed) {
    if (!listed.contains(name)) {
      throw new InvalidInput("The skill has no file '" + name + "'");
    }
    Path other = folder().resolve(name);
    try {
      if (isInside(other)) {
        return SourceText.read(other);
      }
    } catch (UnreadableSource e) {
      throw new InvalidInput(Optional.ofNullable(e.getMessage()).orElse("The file cannot be read"));
    }
    throw new InvalidInput("The file '" + name + "' lies outside of the skill");
  }

  private boolean isInside(Path other) {
    try {
      return other.toRealPath().startsWith(folder().toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private Path folder() {
    return file.resolveSibling("");
  }
}

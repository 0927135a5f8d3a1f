package dev.gander.adapters.persistence.hints;

import dev.gander.domain.files.IgnoreRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/// The folders of a project, from its git root (or else the working folder) down to the working
/// folder, and what git ignores there.
record ProjectFolders(List<Path> folders, IgnoreRules ignored) {
  static ProjectFolders of(Path workingDir) {
    Path bottom = workingDir.toAbsolutePath().normalize();
    Deque<Path> folders = new ArrayDeque<>();
    for (Path folder = bottom; folder != null; folder = folder.getParent()) {
      folders.addFirst(folder);
      if (Files.exists(folder.resolve(".git"))) {
        return new ProjectFolders(List.copyOf(folders), ignored(folders));
      }
    }
    return new ProjectFolders(List.of(bottom), ignored(List.of(bottom)));
  }

  Path root() {
    return folders.getFirst();
  }

  /// Whether a file is in the project once links are followed: a repository must not make its
  /// reader send files from elsewhere to a model.
  boolean holds(Path file) {
    try {
      return file.toRealPath().startsWith(root().toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  static Path folderOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
  }

  private static IgnoreRules ignored(Iterable<Path> folders) {
    Path root = folders.iterator().next();
    IgnoreRules rules = IgnoreRules.NONE;
    for (Path folder : folders) {
      Path file = folder.resolve(".gitignore");
      if (Files.isRegularFile(file)) {
        rules = rules.with(slashed(root.relativize(folder)), HintText.readLines(file));
      }
    }
    return rules;
  }

  static String slashed(Path path) {
    return path.toString().replace('\\', '/');
  }
}

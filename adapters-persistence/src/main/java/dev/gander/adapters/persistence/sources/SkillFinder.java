package dev.gander.adapters.persistence.sources;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Collects each `SKILL.md` below a folder. Skips links that form a cycle.
final class SkillFinder extends SimpleFileVisitor<Path> {
  private static final Set<String> HISTORIES = Set.of(".git", ".hg", ".svn");

  private final List<Path> found = new ArrayList<>();

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    Path name = folder.getFileName();
    return name != null && HISTORIES.contains(name.toString())
        ? FileVisitResult.SKIP_SUBTREE
        : FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile() && file.endsWith("SKILL.md")) {
      found.add(file);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    return FileVisitResult.CONTINUE;
  }

  List<Path> found() {
    return found.stream().sorted().toList();
  }
}

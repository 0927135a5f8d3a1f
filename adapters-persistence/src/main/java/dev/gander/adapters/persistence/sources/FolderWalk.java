package dev.gander.adapters.persistence.sources;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Finds the files below a folder, the nearest first. Links are followed, but no folder is entered
/// twice, histories of version control never, and after very many entries the walk ends: a link may
/// lead to the root of the disk.
final class FolderWalk {
  private static final System.Logger LOG = System.getLogger(FolderWalk.class.getName());
  private static final Set<String> HISTORIES = Set.of(".git", ".hg", ".svn");
  private static final int DEEPEST = 12;
  private static final int MOST_ENTRIES = 10_000;

  private final Set<Path> entered = new HashSet<>();
  private final Deque<Folder> open = new ArrayDeque<>();
  private final List<Path> files = new ArrayList<>();
  private final Predicate<Path> enters;
  private int left = MOST_ENTRIES;

  private record Folder(Path path, int depth) {}

  private FolderWalk(Predicate<Path> enters) {
    this.enters = enters;
  }

  /// The files in the order of their paths; none if there is no such folder.
  ///
  /// @param enters whether to look into a folder below
  static List<Path> files(Path root, Predicate<Path> enters) {
    FolderWalk walk = new FolderWalk(enters);
    if (Files.isDirectory(root)) {
      walk.open.add(new Folder(root, 1));
      walk.walk(root);
    }
    return walk.files.stream().sorted().toList();
  }

  private void walk(Path root) {
    while (!open.isEmpty() && left > 0) {
      Folder folder = open.remove();
      if (isNew(folder.path())) {
        look(folder);
      }
    }
    if (left <= 0) {
      LOG.log(Level.WARNING, "only the first {0} entries of {1} are used", MOST_ENTRIES, root);
    }
  }

  private boolean isNew(Path folder) {
    try {
      return entered.add(folder.toRealPath());
    } catch (IOException e) {
      return false; // It has just gone, or is not ours to read.
    }
  }

  private void look(Folder folder) {
    List<Path> folders = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
      for (Path entry : entries) {
        if (left-- <= 0) {
          break;
        }
        if (!Files.isDirectory(entry)) {
          files.add(entry);
        } else if (folder.depth() < DEEPEST && !isHistory(entry) && enters.test(entry)) {
          folders.add(entry);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.log(Level.DEBUG, "not read to its end: " + folder.path(), e);
    }
    folders.stream().sorted().forEach(below -> open.add(new Folder(below, folder.depth() + 1)));
  }

  private static boolean isHistory(Path folder) {
    return HISTORIES.contains(folder.getFileName().toString());
  }
}

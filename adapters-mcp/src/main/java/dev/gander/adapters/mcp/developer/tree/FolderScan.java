package dev.gander.adapters.mcp.developer.tree;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.gander.ignores.FolderIgnores;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One walk through a folder. Skips hidden and ignored entries, follows no links, and stops after
/// very many entries. A folder that cannot be read counts as empty.
final class FolderScan {
  private final LineCount lines = new LineCount();
  private int left;

  /// @param maxEntries the number of entries after which it stops
  FolderScan(int maxEntries) {
    left = maxEntries;
  }

  boolean wasCut() {
    return left < 0;
  }

  /// @param levels how many levels of entries to visit
  FolderTree scan(Path folder, FolderIgnores rules, int levels) throws InterruptedException {
    List<FolderTree> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, FolderScan::isShown)) {
      for (Path entry : entries) {
        if (left < 0) {
          break;
        }
        entry(entry, rules, levels).ifPresent(found::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      System.getLogger(FolderScan.class.getName())
          .log(System.Logger.Level.DEBUG, "not read to its end: " + folder, e);
    }
    return FolderTree.folder(name(folder), found);
  }

  /// Empty for an entry that is ignored, has just been deleted, or exceeds the limit.
  private Optional<FolderTree> entry(Path entry, FolderIgnores rules, int levels)
      throws InterruptedException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(entry, BasicFileAttributes.class, NOFOLLOW_LINKS);
    } catch (IOException e) {
      return Optional.empty();
    }
    if (rules.exclude(entry, attributes.isDirectory()) || left-- <= 0) {
      return Optional.empty();
    }
    return Optional.of(
        attributes.isDirectory()
            ? inner(entry, rules, levels - 1)
            : FolderTree.file(name(entry), attributes.isRegularFile() ? lines.of(entry) : 0));
  }

  private FolderTree inner(Path folder, FolderIgnores rules, int levels)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return levels > 0
        ? scan(folder, rules.within(folder), levels)
        : FolderTree.folder(name(folder), List.of());
  }

  private static boolean isShown(Path entry) {
    return !name(entry).startsWith(".");
  }

  private static String name(Path entry) {
    Path name = entry.getFileName();
    return name == null ? "" : name.toString();
  }
}

package dev.gander.adapters.analyze.files;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import dev.gander.adapters.analyze.source.Language;
import dev.gander.ignores.FolderIgnores;
import dev.gander.ignores.IgnoreFile;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The source files of a folder. Hidden and ignored entries are left out, links are not followed,
/// and what is neither a file nor a folder is never opened.
///
/// @param files in the order of their paths
/// @param cut whether there were too many entries
/// @param unreadable how many folders could not be read
public record FoundFiles(List<SourceFile> files, boolean cut, int unreadable) {
  private static final int NO_LIMIT = 200;

  /// @param levels how many levels of entries to visit; 0 for all
  /// @param maxEntries after how many entries to stop
  public static FoundFiles in(Path folder, IgnoreFile global, long levels, int maxEntries) {
    Walk walk = new Walk(folder, maxEntries);
    int depth = levels == 0 ? NO_LIMIT : (int) Math.min(levels, NO_LIMIT);
    walk.visit(folder, FolderIgnores.around(folder, global), depth);
    walk.found.sort(Comparator.comparing(SourceFile::text));
    return new FoundFiles(List.copyOf(walk.found), walk.left < 0, walk.unreadable);
  }

  /// One file, if its language is understood.
  public static FoundFiles of(Path file) throws IOException {
    Path name = file.getFileName();
    List<SourceFile> files = new ArrayList<>();
    if (name != null) {
      long size = Files.size(file);
      Language.of(name.toString())
          .ifPresent(language -> files.add(SourceFile.of(file, name, language, size)));
    }
    return new FoundFiles(List.copyOf(files), false, 0);
  }

  private static final class Walk {
    private final Path root;
    private final List<SourceFile> found = new ArrayList<>();
    private int left;
    private int unreadable;

    Walk(Path root, int maxEntries) {
      this.root = root;
      left = maxEntries;
    }

    void visit(Path folder, FolderIgnores rules, int levels) {
      try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, Walk::isShown)) {
        for (Path entry : entries) {
          if (left < 0) {
            return;
          }
          entry(entry, rules, levels);
        }
      } catch (IOException | DirectoryIteratorException _) {
        unreadable++;
      }
    }

    private void entry(Path entry, FolderIgnores rules, int levels) {
      BasicFileAttributes attributes;
      try {
        attributes = Files.readAttributes(entry, BasicFileAttributes.class, NOFOLLOW_LINKS);
      } catch (IOException _) {
        // It has just been deleted.
        return;
      }
      boolean isFolder = attributes.isDirectory();
      if (rules.exclude(entry, isFolder) || left-- <= 0) {
        return;
      }
      if (isFolder && levels > 1) {
        visit(entry, rules.within(entry), levels - 1);
      } else if (attributes.isRegularFile()) {
        Language.of(String.valueOf(entry.getFileName()))
            .ifPresent(language -> add(entry, language, attributes.size()));
      }
    }

    private void add(Path file, Language language, long size) {
      found.add(SourceFile.of(file, root.relativize(file), language, size));
    }

    private static boolean isShown(Path entry) {
      return !String.valueOf(entry.getFileName()).startsWith(".");
    }
  }
}

package dev.gander.adapters.mcp.developer.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// A folder with its entries, or a file; `lines` counts the lines of all files in it.
record FolderTree(String name, boolean isFolder, long lines, List<FolderTree> entries) {
  /// Folders first, each kind by the bytes of its names.
  private static final Comparator<FolderTree> ORDER =
      Comparator.comparing((FolderTree entry) -> !entry.isFolder)
          .thenComparing(
              entry -> entry.name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  static FolderTree file(String name, long lines) {
    return new FolderTree(name, false, lines, List.of());
  }

  static FolderTree folder(String name, List<FolderTree> entries) {
    long lines = entries.stream().mapToLong(FolderTree::lines).sum();
    return new FolderTree(name, true, lines, entries.stream().sorted(ORDER).toList());
  }

  /// Two spaces for each level; a line for each entry: `name/ [12]`, `name [3K]`.
  void print(StringBuilder text, int level) {
    for (FolderTree entry : entries) {
      text.repeat("  ", level)
          .append(entry.name)
          .append(entry.isFolder ? "/  [" : "  [")
          .append(entry.lines < 1000 ? "" + entry.lines : entry.lines / 1000 + "K")
          .append("]\n");
      entry.print(text, level + 1);
    }
  }
}

package dev.gander.domain.node;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What work needs of the server that does it.
///
/// @param folder null for none in particular
public record NodeNeeds(NodeLabels labels, @Nullable Path folder) {

  /// @param folder as it was written; a text that cannot name a folder is not looked for
  public static NodeNeeds of(NodeLabels labels, @Nullable String folder) {
    try {
      return new NodeNeeds(labels, folder == null ? null : Path.of(folder));
    } catch (InvalidPathException _) {
      return new NodeNeeds(labels, null);
    }
  }

  public NodeNeeds inAnyFolder() {
    return new NodeNeeds(labels, null);
  }

  /// What a server lacks, as the end of a sentence about it; empty if it has everything.
  ///
  /// @param had the labels of the server
  /// @param isFolder whether it has a folder
  public Optional<String> lacking(Set<String> had, Predicate<Path> isFolder) {
    List<String> lacking = new ArrayList<>();
    if (!labels.areAmong(had)) {
      List<String> missing = labels.values().stream().filter(it -> !had.contains(it)).toList();
      lacking.add("is not labelled " + String.join(", ", missing));
    }
    if (folder != null && !isFolder.test(folder)) {
      lacking.add("does not have its folder " + folder);
    }
    return lacking.isEmpty() ? Optional.empty() : Optional.of(String.join(" and ", lacking));
  }
}

package dev.gander.domain.localmodel;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file in a repository of the hub.
///
/// @param path below the repository, with slashes
/// @param size in bytes; 0 if the hub does not say
/// @param sha256 null if the hub does not say
public record HubFile(String path, long size, @Nullable String sha256) {
  private static final int LONGEST_NAME = 200;
  private static final int DEEPEST = 8;

  /// Whether the path can be used below a folder of ours: whoever writes a repository chooses it.
  public boolean isSafe() {
    List<String> names = Arrays.asList(path.split("/", -1));
    return names.size() <= DEEPEST && names.stream().allMatch(HubFile::isSafeName);
  }

  private static boolean isSafeName(String name) {
    return !name.isEmpty()
        && name.length() <= LONGEST_NAME
        && !name.startsWith(".")
        && name.chars()
            .noneMatch(
                letter -> letter < ' ' || letter == 0x7f || "\\:*?\"<>|".indexOf(letter) >= 0);
  }

  /// The last name of the path.
  public String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

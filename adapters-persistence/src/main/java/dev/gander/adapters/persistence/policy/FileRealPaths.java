package dev.gander.adapters.persistence.policy;

import dev.gander.domain.policy.RealPaths;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Asks the file system.
public final class FileRealPaths implements RealPaths {
  private static final int MOST_LINKS = 40;

  /// Linux: other folders and files for each process.
  private static final Pattern OF_WHOEVER_ASKS =
      Pattern.compile("/proc/(thread-)?self/(task/[^/]*/)?(cwd|fd)\\b");

  /// In characters; no system opens a longer one.
  private static final int LONGEST = 4_096;

  @Override
  public Optional<Path> real(Path absolute) {
    if (isOfWhoeverAsks(absolute)) {
      return Optional.empty();
    }
    if (absolute.toString().length() > LONGEST) {
      return Optional.of(absolute.normalize());
    }
    try {
      return Optional.of(absolute.toRealPath());
    } catch (AccessDeniedException | SecurityException _) {
      return Optional.empty();
    } catch (IOException _) {
      Path missing = inRealFolder(absolute);
      return Optional.ofNullable(missing == null ? stepByStep(absolute) : missing);
    }
  }

  private static boolean isOfWhoeverAsks(Path absolute) {
    return OF_WHOEVER_ASKS.matcher(absolute.toString().replace("/./", "/")).find();
  }

  /// Null unless nothing but the last name is missing, as for most arguments that are no path at
  /// all.
  private static @Nullable Path inRealFolder(Path absolute) {
    Path folder = absolute.getParent();
    Path name = absolute.getFileName();
    if (folder == null || name == null || !Files.notExists(absolute, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      return name.toString().equals(".") || name.toString().equals("..")
          ? null
          : folder.toRealPath().resolve(name);
    } catch (IOException _) {
      return null;
    }
  }

  /// Follows each name, also links to what is missing: a command may make it.
  private static @Nullable Path stepByStep(Path absolute) {
    Path at = absolute.getRoot();
    Deque<Path> left = new ArrayDeque<>();
    absolute.forEach(left::add);
    int links = 0;
    try {
      while (at != null && !left.isEmpty()) {
        Path name = left.removeFirst();
        Path next = at.resolve(name);
        if (name.toString().equals("..")) {
          at = at.getParent() == null ? at : at.getParent();
        } else if (Files.isSymbolicLink(next)) {
          Path target = Files.readSymbolicLink(next);
          if (++links > MOST_LINKS) {
            return null;
          }
          for (int i = target.getNameCount() - 1; i >= 0; i--) {
            left.addFirst(target.getName(i));
          }
          at = target.isAbsolute() ? target.getRoot() : at;
        } else if (!name.toString().equals(".")) {
          at = Files.exists(next, LinkOption.NOFOLLOW_LINKS) ? next.toRealPath() : next;
        }
      }
      return at;
    } catch (IOException _) {
      return null;
    }
  }
}

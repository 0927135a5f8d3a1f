package dev.gander.adapters.persistence.hints;

import dev.gander.domain.files.IgnoreRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Replaces `@path` in a hint file by the file's content. Imports only files below the boundary
/// that git does not ignore, three levels deep. For one thread.
final class HintImports {
  private static final int MAX_DEPTH = 3;
  private static final long MAX_SCANNED_BYTES = 128 * 1024;

  /// How many characters may be imported in all: files that import each other many times would fill
  /// the memory.
  private static final int MOST_IMPORTED = 1 << 20;

  /// What an import costs at least.
  private static final int LEAST_COST = 64;

  /// A relative path with `/` or `.`, or a capitalised word such as `@Makefile`; not e-mail
  /// addresses or `@handles`.
  private static final Pattern IMPORT =
      Pattern.compile("(?<!\\S)@((?:[\\w.-]+/)+[\\w.-]*\\w|[\\w-]*\\.[\\w.-]*\\w|[A-Z][\\w-]*)");

  private final Path boundary;
  private final IgnoreRules ignored;
  private int left = MOST_IMPORTED;

  HintImports(Path boundary, IgnoreRules ignored) {
    this.boundary = boundary;
    this.ignored = ignored;
  }

  String expand(Path file) {
    return expand(file, List.of(file.toAbsolutePath().normalize()));
  }

  /// `open` contains the files that are being expanded, this one last.
  private String expand(Path file, List<Path> open) {
    String text = HintText.read(file);
    left -= open.size() > 1 ? Math.max(LEAST_COST, text.length()) : 0;
    if (open.size() > MAX_DEPTH || text.length() > MAX_SCANNED_BYTES) {
      return text;
    }
    return IMPORT
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacement(found, file, open)));
  }

  private String replacement(MatchResult found, Path file, List<Path> open) {
    String name = found.group(1);
    return importable(ProjectFolders.folderOf(file).resolve(name))
        .filter(target -> !open.contains(target) && left > 0)
        .map(
            target ->
                "--- begin of "
                    + name
                    + " ---\n"
                    + expand(target, with(open, target))
                    + "\n--- end of "
                    + name
                    + " ---")
        .orElse(found.group());
  }

  private Optional<Path> importable(Path wanted) {
    Path target = wanted.toAbsolutePath().normalize();
    try {
      if (!Files.isRegularFile(target) || !target.toRealPath().startsWith(boundary.toRealPath())) {
        return Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    return isIgnored(target) ? Optional.empty() : Optional.of(target);
  }

  private boolean isIgnored(Path target) {
    return !target.startsWith(boundary)
        || ignored.ignores(ProjectFolders.slashed(boundary.relativize(target)), false);
  }

  private static List<Path> with(List<Path> open, Path target) {
    List<Path> longer = new ArrayList<>(open);
    longer.add(target);
    return longer;
  }
}

package dev.gander.domain.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One line of a `.gitignore`, with git's semantics, but matching characters rather than bytes.
/// Matching takes time at most proportional to the product of both lengths. (JGit could do this,
/// but its jar alone costs 85 ms on every start; a test compares this class with git.)
public final class IgnoreRule {
  private final List<Optional<Glob>> names;
  private final boolean foldersOnly;
  private final boolean negated;

  private IgnoreRule(List<Optional<Glob>> names, boolean foldersOnly, boolean negated) {
    this.names = names;
    this.foldersOnly = foldersOnly;
    this.negated = negated;
  }

  /// Whether the rule re-includes what it matches.
  public boolean isNegated() {
    return negated;
  }

  /// Empty for a comment, an empty line and a pattern that cannot match.
  public static Optional<IgnoreRule> parse(String line) {
    String text = withoutTrailingBlanks(line);
    if (text.isEmpty() || text.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = text.startsWith("!");
    String pattern = negated ? text.substring(1) : text;
    boolean foldersOnly = pattern.endsWith("/");
    String path = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
    return names(path).map(names -> new IgnoreRule(names, foldersOnly, negated));
  }

  private static String withoutTrailingBlanks(String line) {
    String text = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    while (text.endsWith(" ") && !text.endsWith("\\ ")) {
      text = text.substring(0, text.length() - 1);
    }
    return text;
  }

  /// One glob per path segment; an empty one stands for `**`, any number of segments. A pattern
  /// without a slash matches at any depth.
  private static Optional<List<Optional<Glob>>> names(String path) {
    List<Optional<Glob>> names = new ArrayList<>();
    if (!path.contains("/")) {
      names.add(Optional.empty());
    }
    String relative = path.startsWith("/") ? path.substring(1) : path;
    for (String name : relative.split("/", -1)) {
      if (name.equals("**")) {
        names.add(Optional.empty());
        continue;
      }
      Optional<Glob> glob = Glob.parse(name);
      if (name.isEmpty() || glob.isEmpty()) {
        return Optional.empty();
      }
      names.add(glob);
    }
    return Optional.of(names);
  }

  /// @param path the segments relative to the folder of the ignore file
  public boolean matches(List<String> path, boolean isFolder) {
    return (isFolder || !foldersOnly) && matches(path);
  }

  /// `reached[i]`: whether the first `i` segments of the path match the rule's segments so far.
  private boolean matches(List<String> path) {
    boolean[] reached = new boolean[path.size() + 1];
    reached[0] = true;
    for (int i = 0; i < names.size(); i++) {
      boolean last = i == names.size() - 1;
      Optional<Glob> name = names.get(i);
      reached = name.isPresent() ? one(name.get(), path, reached) : many(reached, last);
    }
    return reached[path.size()];
  }

  private static boolean[] one(Glob glob, List<String> path, boolean[] reached) {
    boolean[] next = new boolean[reached.length];
    for (int i = 1; i < next.length; i++) {
      next[i] = reached[i - 1] && glob.matches(path.get(i - 1));
    }
    return next;
  }

  /// A trailing `**` matches everything inside the folder, but not the folder itself.
  private static boolean[] many(boolean[] reached, boolean last) {
    boolean[] next = new boolean[reached.length];
    boolean any = false;
    for (int i = 0; i < next.length; i++) {
      next[i] = any || (reached[i] && !last);
      any |= reached[i];
    }
    return next;
  }
}

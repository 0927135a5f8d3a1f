package dev.gander.domain.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The rules of `.gitignore` files: the last rule that matches a path decides, and everything
/// inside an ignored folder is ignored whatever other rules say. Paths are relative to the
/// outermost folder, with `/` as separator. Immutable.
public final class IgnoreRules {
  public static final IgnoreRules NONE = new IgnoreRules(List.of());

  private final List<Placed> rules;

  private IgnoreRules(List<Placed> rules) {
    this.rules = rules;
  }

  /// A rule, and the path of its file's folder.
  private record Placed(List<String> folder, IgnoreRule rule) {
    boolean matches(List<String> path, boolean isFolder) {
      int depth = folder.size();
      return path.size() > depth
          && path.subList(0, depth).equals(folder)
          && rule.matches(path.subList(depth, path.size()), isFolder);
    }
  }

  /// Adds the text of a `.gitignore` from a subfolder (`""` is the outermost folder). Its rules
  /// apply to that folder only and come after the existing ones.
  public IgnoreRules with(String folder, String text) {
    List<String> place = folder.isEmpty() ? List.of() : names(folder);
    List<Placed> all = new ArrayList<>(rules);
    text.lines()
        .map(IgnoreRule::parse)
        .flatMap(Optional::stream)
        .forEach(rule -> all.add(new Placed(place, rule)));
    return new IgnoreRules(List.copyOf(all));
  }

  /// Whether git would ignore this path.
  public boolean ignores(String path, boolean isFolder) {
    List<String> names = names(path);
    for (int depth = 1; depth < names.size(); depth++) {
      if (decides(names.subList(0, depth), true)) {
        return true;
      }
    }
    return decides(names, isFolder);
  }

  private boolean decides(List<String> path, boolean isFolder) {
    return rules.reversed().stream()
        .filter(placed -> placed.matches(path, isFolder))
        .findFirst()
        .map(placed -> !placed.rule().isNegated())
        .orElse(false);
  }

  private static List<String> names(String path) {
    return List.of(path.split("/"));
  }
}

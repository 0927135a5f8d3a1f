package dev.gander.domain.files;

import java.util.ArrayList;
import java.util.List;

/// The rules of `.gitignore` files: the last one that fits a path decides, and what lies in an
/// ignored folder is ignored whatever other rules say. Paths are relative to the outermost folder,
/// with `/` between names. Immutable.
public final class IgnoreRules {
  public static final IgnoreRules NONE = new IgnoreRules(List.of());

  private final List<IgnorePattern> patterns;

  private IgnoreRules(List<IgnorePattern> patterns) {
    this.patterns = patterns;
  }

  /// Adds the text of a `.gitignore` in a folder below (`""` is the outermost one). Its rules hold
  /// in that folder only, and come after those that are there.
  public IgnoreRules with(String folder, String text) {
    List<IgnorePattern> all = new ArrayList<>(patterns);
    text.lines().forEach(line -> IgnorePattern.parse(folder, line).ifPresent(all::add));
    return new IgnoreRules(List.copyOf(all));
  }

  /// Whether git would leave this path alone.
  public boolean ignores(String path, boolean isFolder) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (decides(path.substring(0, slash), true)) {
        return true;
      }
    }
    return decides(path, isFolder);
  }

  private boolean decides(String path, boolean isFolder) {
    return patterns.reversed().stream()
        .filter(pattern -> pattern.fits(path, isFolder))
        .findFirst()
        .map(pattern -> !pattern.negated())
        .orElse(false);
  }
}

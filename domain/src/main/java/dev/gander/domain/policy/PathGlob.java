package dev.gander.domain.policy;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A pattern for paths: absolute, in the home folder (`~/…`), in the session's folder (`./…`), or
/// anywhere (`**/…`). `…/**` is a folder with all that is in it.
///
/// @param isFolded for rules that forbid: some systems do not tell small letters from capitals
record PathGlob(String pattern, boolean isFolded) {
  private static final String BELOW = "/**";

  static PathGlob parse(String pattern, boolean isFolded) {
    boolean isUsable =
        pattern.equals(".")
            || pattern.equals("~")
            || List.of("/", "~/", "./", "**").stream().anyMatch(pattern::startsWith);
    if (!isUsable) {
      throw new PolicyMistake("a pattern for paths begins with `/`, `~/`, `./` or `**`");
    }
    if (List.of(pattern.split("/")).contains("..")) {
      throw new PolicyMistake("a pattern for paths has no `..`");
    }
    // What is malformed is found now, and not when it is needed.
    TextGlob.ofPath(pattern, isFolded);
    return new PathGlob(pattern, isFolded);
  }

  Matched match(OpenText path, Places places) {
    Matched best = Matched.NO;
    for (TextGlob glob : globs(places)) {
      best = best.or(glob.match(path));
    }
    return best;
  }

  /// The folder that the pattern begins with may itself be a link.
  private Set<TextGlob> globs(Places places) {
    Set<String> texts = new LinkedHashSet<>();
    for (String text : rooted(places)) {
      texts.add(text);
      if (text.endsWith(BELOW)) {
        String bare = text.substring(0, text.length() - BELOW.length());
        texts.add(bare.isEmpty() ? "/" : bare);
      }
    }
    Set<TextGlob> globs = new LinkedHashSet<>();
    texts.forEach(text -> globs.add(TextGlob.ofPath(text, isFolded)));
    return globs;
  }

  private Set<String> rooted(Places places) {
    if (pattern.startsWith("**")) {
      return Set.of(pattern);
    }
    if (pattern.startsWith("~")) {
      return below(places.home(), pattern.substring(1), places);
    }
    if (pattern.startsWith(".")) {
      return below(places.folder(), pattern.substring(1), places);
    }
    int fixed = fixed();
    String start = pattern.substring(0, fixed);
    return below(Path.of(start.isEmpty() ? "/" : start), pattern.substring(fixed), places);
  }

  /// How much of the pattern is whole names without signs.
  private int fixed() {
    int at = 0;
    while (at < pattern.length()) {
      int next = pattern.indexOf('/', at + 1);
      int end = next < 0 ? pattern.length() : next;
      if (pattern.substring(at, end).matches("(?s).*[*?\\[\\\\].*")) {
        return at;
      }
      at = end;
    }
    return at;
  }

  private static Set<String> below(Path start, String rest, Places places) {
    Set<String> all = new LinkedHashSet<>();
    all.add(joined(start, rest));
    places.real(start).ifPresent(real -> all.add(joined(real, rest)));
    return all;
  }

  private static String joined(Path start, String rest) {
    String shown = TextGlob.quoted(Places.shown(start.normalize()));
    return (shown.equals("/") && !rest.isEmpty() ? "" : shown) + rest;
  }
}

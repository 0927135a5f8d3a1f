package dev.gander.domain.files;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// One line of a `.gitignore`.
record IgnorePattern(Pattern path, boolean foldersOnly, boolean negated) {

  /// Empty for blank lines, comments, and lines that are no pattern.
  static Optional<IgnorePattern> parse(String folder, String line) {
    String pattern = withoutTrailingBlanks(line);
    if (pattern.isEmpty() || pattern.startsWith("#")) {
      return Optional.empty();
    }
    boolean negated = pattern.startsWith("!");
    pattern = negated ? pattern.substring(1) : pattern;
    boolean foldersOnly = pattern.endsWith("/");
    pattern = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
    // Only a pattern with a slash in front or inside is tied to the folder of its file.
    String anywhere = pattern.contains("/") ? "" : "(?:.*/)?";
    pattern = pattern.startsWith("/") ? pattern.substring(1) : pattern;
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    String below = folder.isEmpty() ? "" : Pattern.quote(folder + "/");
    try {
      return Optional.of(
          new IgnorePattern(
              Pattern.compile(below + anywhere + expression(pattern), Pattern.DOTALL),
              foldersOnly,
              negated));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  boolean fits(String candidate, boolean isFolder) {
    return (isFolder || !foldersOnly) && path.matcher(candidate).matches();
  }

  private static String withoutTrailingBlanks(String line) {
    String stripped = line.stripTrailing();
    boolean escaped = stripped.endsWith("\\") && stripped.length() < line.length();
    return escaped ? stripped + " " : stripped;
  }

  private static String expression(String glob) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < glob.length()) {
      char c = glob.charAt(at);
      if (glob.startsWith("**/", at) && (at == 0 || glob.charAt(at - 1) == '/')) {
        regex.append("(?:.*/)?");
        at += 3;
      } else if (glob.startsWith("**", at) && at + 2 == glob.length()) {
        regex.append(".*");
        at += 2;
      } else if (c == '[' && glob.indexOf(']', at + 2) > 0) {
        int end = glob.indexOf(']', at + 2);
        regex.append(charset(glob.substring(at + 1, end)));
        at = end + 1;
      } else {
        at += single(glob, at, regex);
      }
    }
    return regex.toString();
  }

  /// Appends what one character stands for; how many were used.
  private static int single(String glob, int at, StringBuilder regex) {
    char c = glob.charAt(at);
    if (c == '\\' && at + 1 < glob.length()) {
      regex.append(Pattern.quote(glob.substring(at + 1, at + 2)));
      return 2;
    }
    regex.append(
        switch (c) {
          case '*' -> "[^/]*";
          case '?' -> "[^/]";
          default -> Pattern.quote(String.valueOf(c));
        });
    return 1;
  }

  private static String charset(String inside) {
    boolean negated = inside.startsWith("!") || inside.startsWith("^");
    String characters = negated ? inside.substring(1) : inside;
    String escaped = characters.replace("\\", "\\\\").replace("[", "\\[").replace("&&", "&\\&");
    return "(?!/)[" + (negated ? "^" : "") + escaped + "]";
  }
}

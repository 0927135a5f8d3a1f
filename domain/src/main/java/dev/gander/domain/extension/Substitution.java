package dev.gander.domain.extension;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Substitutes an extension's variables in its headers, URL, socket and folder: `${NAME}` (blanks
/// inside the braces are allowed) and `$NAME`. Unknown names are left unchanged, and substituted
/// values are not scanned again.
final class Substitution {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$(?:\\{\\s*([A-Za-z_]\\w*)\\s*}|([A-Za-z_]\\w*))");

  private Substitution() {}

  static String apply(String text, Map<String, String> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(valueOf(match, variables)));
  }

  private static String valueOf(MatchResult match, Map<String, String> variables) {
    String name = match.group(1) == null ? match.group(2) : match.group(1);
    return variables.getOrDefault(name, match.group());
  }
}

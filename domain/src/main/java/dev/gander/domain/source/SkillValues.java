package dev.gander.domain.source;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a user has written after the name of a skill. In the skill's text `$ARGUMENTS` stands for
/// the whole line, `$ARGUMENTS[0]` and `$1` for its first word, `$name` for the word in the place
/// of a declared name. A word that is not there is empty. A text without any of these gets the line
/// at its end.
final class SkillValues {
  private static final Pattern MENTION =
      Pattern.compile(
          "\\$(?:ARGUMENTS\\[(\\d{1,9})]|(ARGUMENTS)\\b|(\\d{1,9})|([A-Za-z_][\\w-]*))");

  private final List<String> names;
  private final String line;
  private @Nullable List<String> words;
  private boolean isMentioned;

  SkillValues(List<String> names, String line) {
    this.names = names;
    this.line = line;
  }

  String in(String text) {
    isMentioned = false;
    String filled =
        MENTION.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found)));
    return isMentioned || line.isBlank() ? filled : filled + "\n\nARGUMENTS: " + line;
  }

  private String value(MatchResult found) {
    if (found.group(4) != null && !names.contains(found.group(4))) {
      return found.group(); // Something else with a dollar sign.
    }
    isMentioned = true;
    if (found.group(1) != null) {
      return word(Integer.parseInt(found.group(1)));
    }
    if (found.group(2) != null) {
      return line;
    }
    return found.group(3) != null
        ? word(Integer.parseInt(found.group(3)) - 1)
        : word(names.indexOf(found.group(4)));
  }

  private String word(int index) {
    List<String> all = words();
    return index >= 0 && index < all.size() ? all.get(index) : "";
  }

  /// Taken apart only for a text that needs it, so that others can be called with an apostrophe.
  private List<String> words() {
    List<String> known = words;
    if (known == null) {
      known = ShellWords.of(line);
      words = known;
    }
    return known;
  }
}

package dev.gander.bootstrap.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a document shows of an output. `…` stands for anything; a word with it at its end, as in
/// `run_0195…`, for one word, which later commands may name. White space does not count.
final class Printed {
  private static final Pattern GAP = Pattern.compile("(?:(?<=[\"/\\s])([A-Za-z0-9_.-]+))?…");
  private static final String WORD = "([A-Za-z0-9_=+.-]+)";
  private static final String TO_ITS_QUOTE = "([^\"]+)";

  private final Pattern pattern;
  private final List<String> words = new ArrayList<>();

  Printed(String shown) {
    StringBuilder regex = new StringBuilder();
    Matcher gap = GAP.matcher(shown);
    int from = 0;
    while (gap.find()) {
      regex.append(literally(shown.substring(from, gap.start())));
      if (gap.group(1) == null) {
        regex.append(".*?");
      } else {
        words.add(gap.group());
        regex.append(shown.startsWith("\"", gap.end()) ? TO_ITS_QUOTE : WORD);
      }
      from = gap.end();
    }
    regex.append(literally(shown.substring(from)));
    this.pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static String literally(String text) {
    String dense = dense(text);
    return dense.isEmpty() ? "" : Pattern.quote(dense);
  }

  private static String dense(String text) {
    return text.replaceAll("\\s+", "");
  }

  /// Whether it is found in an output; then the words are known.
  boolean isIn(String output, Map<String, String> known) {
    Matcher found = pattern.matcher(dense(output));
    if (!found.find()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      known.put(words.get(i), found.group(i + 1));
    }
    return true;
  }

  /// Puts what is known in place of the words.
  static String filledIn(String command, Map<String, String> known) {
    String filled = command;
    for (Map.Entry<String, String> word : known.entrySet()) {
      filled = filled.replace(word.getKey(), word.getValue());
    }
    return filled;
  }
}

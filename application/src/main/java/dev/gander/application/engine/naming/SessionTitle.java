package dev.gander.application.engine.naming;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Extracts a title from a model's answer, which may contain thinking, tags or chatter.
final class SessionTitle {
  /// In chars, thinking included.
  private static final int LONGEST = 32 * 1024;

  private static final int MAX_CHARACTERS = 100;
  private static final int MAX_WORDS = 8;
  private static final int FIRST_WORDS = 4;
  private static final Pattern BLOCK = Pattern.compile("(?s)<([A-Za-z][\\w-]*)[^>]*>.*?</\\1>");
  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^>]*>");
  private static final Pattern QUOTED =
      Pattern.compile("(?<![\\p{L}\\p{N}])([\"'`])(.+?)\\1(?![\\p{L}\\p{N}])");

  private SessionTitle() {}

  /// A title without a model's help.
  static String ofFirstWords(String text) {
    String words =
        Stream.of(text.strip().split("\\s+")).limit(FIRST_WORDS).collect(Collectors.joining(" "));
    return words.isEmpty() ? "Simple task" : words;
  }

  /// Empty if nothing remains.
  static Optional<String> clean(String answer) {
    String text = BLOCK.matcher(end(answer)).replaceAll(" ");
    text = TAG.matcher(text).replaceAll(" ").strip().replaceAll("\\s+", " ");
    if (words(text) > MAX_WORDS) {
      text = lastQuoted(text).orElse(text);
    }
    return text.isEmpty() ? Optional.empty() : Optional.of(cut(text));
  }

  /// Thinking comes first. An answer that goes on for megabytes has no title anyway, and the search
  /// for blocks takes time quadratic in its length.
  private static String end(String answer) {
    return answer.substring(Math.max(0, answer.length() - LONGEST));
  }

  private static int words(String text) {
    return text.isEmpty() ? 0 : text.split(" ").length;
  }

  private static Optional<String> lastQuoted(String text) {
    Optional<String> last = Optional.empty();
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      String phrase = quoted.group(2).strip();
      if (words(phrase) >= 2 && words(phrase) <= MAX_WORDS) {
        last = Optional.of(phrase);
      }
    }
    return last;
  }

  private static String cut(String text) {
    if (text.codePointCount(0, text.length()) <= MAX_CHARACTERS) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, MAX_CHARACTERS - 3)) + "...";
  }
}

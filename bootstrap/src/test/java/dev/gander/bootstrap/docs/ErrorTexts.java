package dev.gander.bootstrap.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The texts of failures in sources, with `…` for what is not known before.
final class ErrorTexts {
  private static final Pattern MADE =
      Pattern.compile(
          "(?:new (?:Refusal|InvalidInput|NotFound|Conflict|Unavailable|StorageException"
              + "|ExtensionException|ProviderException\\.\\w+)|Answer\\.error"
              + "|ExtensionException\\.\\w+)\\(");

  /// The kinds of [dev.gander.domain.error.ProviderException], which stand before their texts.
  private static final Pattern LABEL =
      Pattern.compile("(?:super|new BudgetSpent|this)\\(\"([^\"]+)\", message");

  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

  private ErrorTexts() {}

  /// Those of all files below the folders.
  static Set<String> in(List<String> folders) throws IOException {
    Set<String> texts = new TreeSet<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(Sources.ROOT.resolve(folder))) {
        for (Path file : files.filter(ErrorTexts::isSource).toList()) {
          collect(Files.readString(file), texts);
        }
      }
    }
    return texts;
  }

  private static boolean isSource(Path file) {
    String name = file.toString().replace('\\', '/');
    return name.endsWith(".java") && name.contains("/src/main/java/");
  }

  static void collect(String source, Set<String> texts) {
    Matcher made = MADE.matcher(source);
    while (made.find()) {
      String text = text(source.substring(made.end(), end(source, made.end())));
      if (text.matches("(?s).*\\w.*")) {
        texts.add(text);
      }
    }
    Matcher label = LABEL.matcher(source);
    while (label.find()) {
      texts.add(label.group(1) + ": …");
    }
  }

  /// Where the list of arguments ends.
  private static int end(String source, int from) {
    int depth = 1;
    boolean quoted = false;
    int at = from;
    while (depth > 0) {
      char c = source.charAt(at++);
      if (quoted && c == '\\') {
        at++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '(' || c == ')')) {
        depth += c == '(' ? 1 : -1;
      }
    }
    return at - 1;
  }

  private static String text(String arguments) {
    StringBuilder text = new StringBuilder();
    Matcher literal = LITERAL.matcher(arguments);
    int from = 0;
    while (literal.find()) {
      append(text, arguments.substring(from, literal.start()));
      text.append(literal.group(1).replaceAll("%(?:\\d\\$)?[sd]", "…"));
      from = literal.end();
    }
    append(text, arguments.substring(from));
    return withoutEnds(text.toString().replaceAll("…+", "…"));
  }

  private static void append(StringBuilder text, String code) {
    if (!code.replaceAll("[\\s+]", "").isEmpty()) {
      text.append('…');
    }
  }

  /// What is unknown at the beginning or the end says nothing.
  static String withoutEnds(String text) {
    return text.replaceAll("^[…\\s]+|[…\\s]+$", "");
  }
}

package dev.gander.bootstrap.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A block of commands in a document, each with what it prints. A comment before the block says how
/// it is run: `<!-- not run: why -->`, `<!-- alone -->` for a home folder of its own without a
/// server, `<!-- first: command -->` and `<!-- afterwards: command -->` for what a reader need not
/// see.
///
/// @param place the file and the line of the block
/// @param reason why it is not run; empty if it is
record ConsoleBlock(String place, String reason, boolean alone, List<Step> steps) {
  private static final Pattern NOT_RUN = Pattern.compile("<!-- not run: (\\S.*) -->");
  private static final Pattern FIRST = Pattern.compile("<!-- first: (\\S.*) -->");
  private static final Pattern AFTERWARDS = Pattern.compile("<!-- afterwards: (\\S.*) -->");
  private static final String ALONE = "<!-- alone -->";
  private static final String FENCE = "```";
  private static final String PROMPT = "$ ";

  /// A command, and the lines below it.
  record Step(String command, String printed) {
    /// Whether it goes on in the background, so that what it prints comes later.
    boolean isBackground() {
      return withoutComment(command).strip().endsWith("&");
    }
  }

  boolean isRun() {
    return reason.isEmpty();
  }

  /// @param file as in `docs/keys.md`
  static List<ConsoleBlock> of(String file, String text) {
    List<ConsoleBlock> blocks = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    List<String> lines = text.lines().toList();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (line.strip().startsWith(FENCE)) {
        String language = line.strip().substring(FENCE.length());
        int begin = at;
        while (!lines.get(at).strip().equals(FENCE)) {
          at++;
        }
        if (language.equals("console")) {
          blocks.add(block(file + ":" + begin, comments, lines.subList(begin, at)));
        }
        at++;
        comments.clear();
      } else if (line.startsWith("<!--")) {
        comments.add(line);
      } else if (!line.isBlank()) {
        comments.clear();
      }
    }
    return blocks;
  }

  private static ConsoleBlock block(String place, List<String> comments, List<String> lines) {
    String reason = "";
    List<Step> steps = new ArrayList<>();
    for (String comment : comments) {
      Matcher notRun = NOT_RUN.matcher(comment);
      if (notRun.matches()) {
        reason = notRun.group(1);
      }
      Matcher first = FIRST.matcher(comment);
      if (first.matches()) {
        steps.add(new Step(first.group(1), ""));
      }
    }
    steps.addAll(steps(place, lines));
    comments.stream()
        .map(AFTERWARDS::matcher)
        .filter(Matcher::matches)
        .forEach(afterwards -> steps.add(new Step(afterwards.group(1), "")));
    return new ConsoleBlock(place, reason, comments.contains(ALONE), List.copyOf(steps));
  }

  private static List<Step> steps(String place, List<String> lines) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < lines.size()) {
      String line = lines.get(at++);
      if (!line.startsWith(PROMPT)) {
        if (!line.isBlank()) {
          throw new AssertionError(place + " begins with no command: " + line);
        }
        continue;
      }
      StringBuilder command = new StringBuilder(line.substring(PROMPT.length()));
      while (isOpen(command.toString()) && at < lines.size()) {
        command.append('\n').append(lines.get(at++));
      }
      StringBuilder printed = new StringBuilder();
      while (at < lines.size() && !lines.get(at).startsWith(PROMPT)) {
        printed.append(lines.get(at++)).append('\n');
      }
      steps.add(new Step(command.toString(), printed.toString().strip()));
    }
    return steps;
  }

  /// Whether the next line belongs to the command, too: a quote is open, or the line ends so.
  private static boolean isOpen(String command) {
    return command.endsWith("\\") || quote(command) != 0;
  }

  private static char quote(String command) {
    char quote = 0;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (quote == 0 && isComment(command, i)) {
        return 0;
      }
      if (c == '\\' && quote != '\'') {
        i++;
      } else if (c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      }
    }
    return quote;
  }

  private static String withoutComment(String command) {
    for (int i = 0; i < command.length(); i++) {
      if (isComment(command, i) && quote(command.substring(0, i)) == 0) {
        return command.substring(0, i);
      }
    }
    return command;
  }

  private static boolean isComment(String command, int at) {
    return command.charAt(at) == '#' && at > 0 && Character.isWhitespace(command.charAt(at - 1));
  }
}

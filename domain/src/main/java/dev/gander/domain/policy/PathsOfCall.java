package dev.gander.domain.policy;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellWord;
import dev.gander.domain.shell.WordPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// What may be a path in a command or in the arguments of a tool. Rather too much than too little:
/// nobody but the program knows for sure.
final class PathsOfCall {
  private static final Pattern ADDRESS = Pattern.compile("(?is)[a-z][a-z0-9+.-]*://.*");
  private static final Pattern NO_FILE =
      Pattern.compile("/dev/(null|stdin|stdout|stderr|tty|fd/[0-9]+|(tcp|udp)/.*)|-");
  private static final Set<String> SYSTEM =
      Set.of("/bin/", "/sbin/", "/usr/bin/", "/usr/sbin/", "/usr/local/bin/", "/opt/homebrew/bin/");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i).*(path|file|dir|folder|root|cwd|source|destination|target|uri|output|input).*");
  private static final Set<String> CONTENTS =
      Set.of(
          "content",
          "contents",
          "text",
          "body",
          "before",
          "after",
          "old_str",
          "new_str",
          "file_text",
          "query",
          "pattern",
          "message",
          "prompt",
          "instructions",
          "code");
  private static final int LONGEST = 4_096;

  private PathsOfCall() {}

  static List<ShellWord> in(ShellStep step) {
    List<ShellWord> found = new ArrayList<>();
    switch (step) {
      case ShellStep.Redirection redirection -> add(found, redirection.target());
      case ShellStep.Command command -> command(found, command.words());
      case ShellStep.Unclear unclear -> command(found, unclear.words());
    }
    return found;
  }

  private static void command(List<ShellWord> found, List<ShellWord> words) {
    if (words.isEmpty()) {
      return;
    }
    String program = words.getFirst().shown();
    boolean isOurs =
        program.contains("/")
            && SYSTEM.stream()
                .noneMatch(it -> program.startsWith(it) && program.indexOf('/', it.length()) < 0);
    if (isOurs) {
      found.add(words.getFirst());
    }
    words.stream().skip(1).forEach(word -> argument(found, word));
  }

  /// Whether something is opened that is not a file.
  static boolean isNoFile(ShellWord target) {
    return target.text().filter(it -> NO_FILE.matcher(it).matches()).isPresent();
  }

  private static void argument(List<ShellWord> found, ShellWord word) {
    if (word.mayBeOption() && word.shown().startsWith("-")) {
      String text = word.shown();
      int path = first(text, "/~.");
      parts(found, cut(word, 1));
      if (text.length() > 2 && !text.startsWith("--")) {
        parts(found, cut(word, 2));
      }
      if (path > 2) {
        parts(found, cut(word, path));
      }
    } else {
      add(found, word);
      parts(found, word);
    }
  }

  private static int first(String text, String signs) {
    for (int at = 0; at < text.length(); at++) {
      if (signs.indexOf(text.charAt(at)) >= 0) {
        return at;
      }
    }
    return -1;
  }

  /// Pieces between the signs that programs put between an option and its value, a host and its
  /// path, and one path and the next.
  private static void parts(List<ShellWord> found, ShellWord word) {
    for (ShellWord piece : split(word, "=,@")) {
      if (ADDRESS.matcher(piece.shown()).matches()) {
        add(found, piece);
      } else {
        split(piece, ":").forEach(it -> add(found, it));
      }
    }
  }

  private static void add(List<ShellWord> found, ShellWord word) {
    String text = word.shown();
    if (word.parts().isEmpty() || isNoFile(word)) {
      return;
    }
    if (!ADDRESS.matcher(text).matches()) {
      found.add(word);
    } else if (text.toLowerCase(Locale.ROOT).startsWith("file:")) {
      int path = text.indexOf('/', "file://".length());
      if (path >= 0) {
        found.add(cut(word, path));
      }
    }
  }

  /// Without its first characters, as far as these are known.
  static ShellWord cut(ShellWord word, int characters) {
    List<WordPart> parts = new ArrayList<>(word.parts());
    if (!parts.isEmpty() && parts.getFirst() instanceof WordPart.Text(String text)) {
      if (text.length() > characters) {
        parts.set(0, new WordPart.Text(text.substring(characters)));
      } else {
        parts.removeFirst();
      }
    }
    return new ShellWord(parts, "");
  }

  private static List<ShellWord> split(ShellWord word, String signs) {
    List<ShellWord> pieces = new ArrayList<>();
    List<WordPart> current = new ArrayList<>();
    for (WordPart part : word.parts()) {
      switch (part) {
        case WordPart.Open open -> current.add(open);
        case WordPart.Text(String text) -> {
          int from = 0;
          for (int at = 0; at <= text.length(); at++) {
            if (at == text.length() || signs.indexOf(text.charAt(at)) >= 0) {
              if (at > from) {
                current.add(new WordPart.Text(text.substring(from, at)));
              }
              if (at < text.length()) {
                pieces.add(new ShellWord(current, ""));
                current.clear();
              }
              from = at + 1;
            }
          }
        }
      }
    }
    pieces.add(new ShellWord(current, ""));
    return pieces.stream().filter(piece -> !piece.parts().isEmpty()).toList();
  }

  static List<ShellWord> in(JsonObject arguments) {
    List<ShellWord> found = new ArrayList<>();
    arguments.members().forEach((name, value) -> collect(found, name, value, 0));
    return found;
  }

  private static void collect(List<ShellWord> found, String name, Json value, int depth) {
    switch (value) {
      case JsonString(String text) -> {
        if (mayBePath(name, text)) {
          add(found, ShellWord.of(text));
        }
      }
      case JsonArray array when depth < 8 ->
          array.items().forEach(item -> collect(found, name, item, depth + 1));
      case JsonObject object when depth < 8 ->
          object.members().forEach((inner, item) -> collect(found, inner, item, depth + 1));
      case Json _ -> {}
    }
  }

  private static boolean mayBePath(String name, String text) {
    if (text.isEmpty() || CONTENTS.contains(name.toLowerCase(Locale.ROOT))) {
      return false;
    }
    return NAMED.matcher(name).matches()
        || (text.length() <= LONGEST
            && !text.contains("\n")
            && text.matches("(?is)(/|~|\\.\\.?/|file:|[a-z]:[\\\\/]).*|.*/\\.\\./.*|\\.\\."));
  }
}

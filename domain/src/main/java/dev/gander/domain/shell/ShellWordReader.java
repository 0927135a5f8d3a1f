package dev.gander.domain.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Reads the words of a command line: quotes, and what the shell fills in. Commands inside of a
/// word are read by `commands`.
final class ShellWordReader {
  private static final Pattern HARMLESS_SUM = Pattern.compile("[0-9+*/%<>=&|^!~?:, \\t-]*");
  private static final Pattern HARMLESS_SET = Pattern.compile("[^\"'`$\\\\/\\n ;&|<>()]*");
  private static final Pattern LISTED = Pattern.compile("[^\"'`$\\\\\\n ;&|<>()]*");
  private static final int LONGEST_LIST = 1_000;
  private static final String OPERATORS = ":-=+?%#/^,";

  private final ShellCursor in;
  private final ShellReader commands;
  private List<WordPart> parts = new ArrayList<>();
  private StringBuilder literal = new StringBuilder();

  ShellWordReader(ShellCursor in, ShellReader commands) {
    this.in = in;
    this.commands = commands;
  }

  /// The word that begins here; it may turn out to be empty, as `''` is.
  ShellWord word() {
    List<WordPart> outerParts = parts;
    StringBuilder outerLiteral = literal;
    parts = new ArrayList<>();
    literal = new StringBuilder();
    int start = in.place();
    while (!isEnd(in.peek())) {
      unquoted();
    }
    ShellWord word = word(start);
    parts = outerParts;
    literal = outerLiteral;
    return word;
  }

  private ShellWord word(int start) {
    flush();
    return new ShellWord(parts, in.since(start).replace("\\\n", ""));
  }

  private boolean isEnd(char c) {
    return switch (c) {
      case ' ', '\t', '\n', ';', '&', '|', ')' -> true;
      case '<', '>' -> in.peek(1) != '(';
      case ShellCursor.END -> in.isAtEnd();
      default -> false;
    };
  }

  private void unquoted() {
    char c = in.take();
    switch (c) {
      case '\\' -> escaped();
      case '\'' -> literal.append(in.until('\''));
      case '"' -> quoted();
      case '$' -> dollar(false);
      case '`' -> backtick(false);
      case '<', '>' -> {
        in.take();
        commands.substitution();
        open("", true, false);
      }
      case '(' -> throw new NotUnderstood("has a parenthesis inside of a word");
      case '*', '?' -> open("", false, true);
      case '[' -> set();
      case '{' -> list();
      default -> literal.append(c);
    }
  }

  private void escaped() {
    if (in.isAtEnd()) {
      literal.append('\\');
    } else {
      char next = in.take();
      if (next != '\n') {
        literal.append(next);
      }
    }
  }

  /// `[a-z]`, which is a pattern if it ends within the word.
  private void set() {
    int end = closing('[', ']');
    if (end < 0) {
      literal.append('[');
      return;
    }
    if (!HARMLESS_SET.matcher(passed(end)).matches()) {
      throw new NotUnderstood("has a pattern that is not understood");
    }
    in.take();
    open("", false, true);
  }

  /// `{a,b}` and `{1..3}`, which become many words.
  private void list() {
    int start = in.place();
    int end = closing('{', '}');
    String inside = end < 0 ? "" : passed(end);
    if (!inside.contains(",") && !inside.contains("..")) {
      in.goTo(start);
      literal.append('{');
    } else if (LISTED.matcher(inside).matches()) {
      in.take();
      open("", true, true);
    } else {
      throw new NotUnderstood("has a list in braces that is not understood");
    }
  }

  private String passed(int end) {
    int start = in.place();
    in.goTo(end);
    return in.since(start);
  }

  /// Where the sign stands that closes the one that was just taken; negative if the word ends
  /// before.
  private int closing(char opening, char closing) {
    int depth = 0;
    for (int ahead = 0; ahead < LONGEST_LIST; ahead++) {
      char c = in.peek(ahead);
      if (c == closing && depth-- == 0) {
        return in.place() + ahead;
      }
      if (ShellCursor.END == c || " \n\t;&|".indexOf(c) >= 0) {
        return -1;
      }
      depth += c == opening ? 1 : 0;
    }
    throw new NotUnderstood("has a pattern that is too long");
  }

  /// What follows a double quote, up to the next.
  private void quoted() {
    while (true) {
      if (in.isAtEnd()) {
        throw new NotUnderstood("has a quote that is not closed");
      }
      char c = in.take();
      if (c == '"') {
        return;
      }
      inQuotes(c);
    }
  }

  private void inQuotes(char c) {
    switch (c) {
      case '\\' -> {
        char next = in.peek();
        if ("$`\"\\\n".indexOf(next) >= 0 && !in.isAtEnd()) {
          in.take();
          if (next != '\n') {
            literal.append(next);
          }
        } else {
          literal.append('\\');
        }
      }
      case '$' -> dollar(true);
      case '`' -> backtick(true);
      default -> literal.append(c);
    }
  }

  /// The body of a here document in which the shell fills something in.
  void hereDocument() {
    while (!in.isAtEnd()) {
      inQuotes(in.take());
    }
  }

  /// Whether anything but text was found so far.
  boolean isOpen() {
    return parts.stream().anyMatch(WordPart.Open.class::isInstance);
  }

  private void dollar(boolean isQuoted) {
    in.skipLineContinuations();
    char c = in.peek();
    if (c == '(') {
      in.take();
      if (in.peek() == '(') {
        sum();
      } else {
        commands.substitution();
      }
      open("", true, !isQuoted);
    } else if (c == '{') {
      in.take();
      parameter();
    } else if (c == '\'' && !isQuoted) {
      in.take();
      literal.append(AnsiQuote.decode(ansi()));
    } else if (c == '"' && !isQuoted) {
      in.take();
      quoted();
    } else if (c == '[') {
      throw new NotUnderstood("has a sum that is not understood");
    } else if (isNameStart(c)) {
      open(name(), true, !isQuoted);
    } else if (c != ShellCursor.END && "0123456789@*#?$!-".indexOf(c) >= 0) {
      in.take();
      open("", true, !isQuoted || c == '@');
    } else {
      literal.append('$');
    }
  }

  private String ansi() {
    int start = in.place();
    while (!in.isAtEnd()) {
      char c = in.take();
      if (c == '\'') {
        return in.since(start).substring(0, in.place() - start - 1);
      }
      if (c == '\\' && !in.isAtEnd()) {
        in.take();
      }
    }
    throw new NotUnderstood("has a quote that is not closed");
  }

  private String name() {
    StringBuilder name = new StringBuilder();
    while (isNameStart(in.peek()) || isDigit(in.peek())) {
      name.append(in.take());
      in.skipLineContinuations();
    }
    return name.toString();
  }

  /// `$((1 + 2))`: a name in it could be one whose value is code.
  private void sum() {
    in.take();
    String sum = in.until(')');
    if (!HARMLESS_SUM.matcher(sum).matches() || !in.takeIf(")")) {
      throw new NotUnderstood("has a sum that is not understood");
    }
  }

  /// `${…}`, of which `${x}` and `${x:-…}` and their like are known.
  private void parameter() {
    in.takeIf("#");
    String name = isNameStart(in.peek()) ? name() : "";
    if (name.isEmpty()) {
      if ("0123456789@*#?$!-}".indexOf(in.peek()) < 0 || in.isAtEnd()) {
        throw new NotUnderstood("has a variable that is not understood");
      }
      if (in.peek() != '}') {
        in.take();
      }
    }
    if (in.takeIf("}")) {
      open(name, true, true);
      return;
    }
    if (in.isAtEnd() || OPERATORS.indexOf(in.peek()) < 0) {
      throw new NotUnderstood("has a variable that is not understood");
    }
    if (in.take() == ':' && "-=+?".indexOf(in.peek()) < 0) {
      throw new NotUnderstood("has a variable that is not understood");
    }
    flush();
    int before = parts.size();
    commands.deeper(this::otherwise);
    // The default is only one of the texts that it may be.
    literal = new StringBuilder();
    parts.subList(before, parts.size()).clear();
    open("", true, true);
  }

  /// What a variable is replaced with; the commands in it may run.
  private void otherwise() {
    while (true) {
      if (in.isAtEnd()) {
        throw new NotUnderstood("has a variable that is not understood");
      }
      char c = in.take();
      switch (c) {
        case '}' -> {
          return;
        }
        case '\\', '\'', '"', '{', '<', '>' ->
            throw new NotUnderstood("has a variable that is not understood");
        case '$' -> dollar(true);
        case '`' -> backtick(true);
        default -> literal.append(c);
      }
    }
  }

  /// An escaped backtick does not end the command, but begins one inside of it.
  private void backtick(boolean isQuoted) {
    StringBuilder script = new StringBuilder();
    while (true) {
      if (in.isAtEnd()) {
        throw new NotUnderstood("has a quote that is not closed");
      }
      char c = in.take();
      if (c == '`') {
        break;
      }
      boolean isEscape =
          c == '\\'
              && ("`$\\".indexOf(in.peek()) >= 0 || (isQuoted && in.peek() == '"'))
              && !in.isAtEnd();
      script.append(isEscape ? in.take() : c);
    }
    commands.inner(script.toString());
    open("", true, !isQuoted);
  }

  private void open(String name, boolean hasSlashes, boolean isManyWords) {
    flush();
    parts.add(new WordPart.Open(name, hasSlashes, isManyWords));
  }

  private void flush() {
    if (!literal.isEmpty()) {
      parts.add(new WordPart.Text(literal.toString()));
      literal = new StringBuilder();
    }
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}

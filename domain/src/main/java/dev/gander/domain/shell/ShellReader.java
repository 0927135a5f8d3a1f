package dev.gander.domain.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a command line and collects what it does. Conditions, loops and groups only surround
/// commands: whatever stands where a command may begin counts as one.
final class ShellReader {
  /// Words after which a command begins, where a command may begin.
  private static final Set<String> BETWEEN =
      Set.of("if", "then", "elif", "else", "fi", "while", "until", "do", "done", "{", "}", "!");

  private static final Set<String> DIFFICULT =
      Set.of("case", "esac", "select", "function", "coproc");
  private static final Pattern DESCRIPTOR = Pattern.compile("[0-9]+|-|[0-9]+-");

  private final ShellCursor in;
  private final ShellWordReader words;
  private final List<ShellStep> steps;
  private final int depth;
  private final List<HereDocument> awaited = new ArrayList<>();

  /// What a command reads from its standard input, as far as the command line says it.
  private record Input(@Nullable String script) {}

  /// @param command which gets it
  private record HereDocument(String end, boolean isQuoted, boolean isIndented, Draft command) {}

  /// A command that is being read. What it gets from a here document comes after it.
  private static final class Draft {
    private final List<ShellWord> words = new ArrayList<>();
    private @Nullable Input input;
    private boolean isLoopHead;
  }

  private final List<Draft> drafts = new ArrayList<>();

  /// @param steps gets what is found
  ShellReader(String text, List<ShellStep> steps, int depth) {
    in = new ShellCursor(text);
    words = new ShellWordReader(in, this);
    this.steps = steps;
    this.depth = depth;
  }

  void readAll() {
    try {
      script(ShellCursor.END);
    } finally {
      drafts.forEach(this::finish);
    }
  }

  /// What follows `$(` or `<(`, with its end.
  void substitution() {
    nested(')');
  }

  /// A text that is a script of its own.
  void inner(String script) {
    ShellScript.read(script, steps, depth + 1);
  }

  private int nesting;

  private void nested(char end) {
    deeper(() -> script(end));
  }

  /// Reads something that is inside of what is being read.
  void deeper(Runnable reading) {
    if (depth + ++nesting > ShellScript.DEEPEST) {
      throw new NotUnderstood("is nested too deep");
    }
    reading.run();
    nesting--;
  }

  private void script(char end) {
    while (true) {
      skipBlanks();
      if (in.isAtEnd()) {
        if (end != ShellCursor.END) {
          throw new NotUnderstood("has a parenthesis that is not closed");
        }
        return;
      }
      char c = in.peek();
      if (c == ')') {
        if (end != ')' || !awaited.isEmpty()) {
          throw new NotUnderstood("has a parenthesis too many");
        }
        in.take();
        return;
      }
      if (c == '\n') {
        lineEnd();
      } else if (c == ';' || c == '|' || (c == '&' && in.peek(1) != '>')) {
        separator();
      } else {
        command();
      }
    }
  }

  private void separator() {
    if (in.takeIf(";;") || in.takeIf(";&")) {
      throw new NotUnderstood("has a `case`, which is not followed");
    }
    in.take();
  }

  private void skipBlanks() {
    while (true) {
      in.skipLineContinuations();
      if (in.peek() == ' ' || in.peek() == '\t') {
        in.take();
      } else if (in.peek() == '#') {
        while (!in.isAtEnd() && in.peek() != '\n') {
          in.take();
        }
      } else {
        return;
      }
    }
  }

  private void command() {
    limit();
    Draft draft = new Draft();
    drafts.add(draft);
    while (!isCommandEnd()) {
      if (in.peek() == '(') {
        parenthesis(draft);
      } else if (!redirection(draft)) {
        take(draft, words.word());
      }
      skipBlanks();
    }
  }

  private void limit() {
    if (steps.size() + drafts.size() > ShellScript.MOST_STEPS) {
      throw new NotUnderstood("has too many commands");
    }
  }

  private boolean isCommandEnd() {
    return switch (in.peek()) {
      case '\n', ';', '|', ')' -> true;
      case '&' -> in.peek(1) != '>';
      case ShellCursor.END -> in.isAtEnd();
      default -> false;
    };
  }

  private void parenthesis(Draft draft) {
    in.take();
    if (!draft.words.isEmpty() || draft.isLoopHead) {
      throw new NotUnderstood("defines a function or a list, which is not followed");
    }
    if (in.peek() == '(') {
      throw new NotUnderstood("has a sum that is not understood");
    }
    nested(')');
  }

  private void take(Draft draft, ShellWord word) {
    if (!draft.words.isEmpty() || draft.isLoopHead) {
      draft.words.add(word);
    } else if (word.raw().equals("for")) {
      draft.isLoopHead = true;
    } else if (DIFFICULT.contains(word.raw())) {
      throw new NotUnderstood("has a `" + word.raw() + "`, which is not followed");
    } else if (!BETWEEN.contains(word.raw())) {
      draft.words.add(word);
    }
  }

  /// False if there is none here.
  private boolean redirection(Draft draft) {
    int start = in.place();
    while (in.peek() >= '0' && in.peek() <= '9') {
      in.take();
    }
    in.takeIf("&");
    boolean isOne = (in.peek() == '<' || in.peek() == '>') && in.peek(1) != '(';
    if (!isOne) {
      in.goTo(start);
      return false;
    }
    if (in.takeIf("<<<")) {
      skipBlanks();
      draft.input = new Input(words.word().text().orElse(null));
    } else if (in.takeIf("<<")) {
      hereDocument(draft);
    } else {
      file();
    }
    return true;
  }

  private void file() {
    limit();
    boolean isWritten = in.take() == '>' || in.peek() == '>';
    boolean isCopy = in.takeIf("&");
    if (!isCopy && !in.takeIf(">")) {
      in.takeIf("|");
    }
    if (in.peek() == '!') {
      throw new NotUnderstood("has a redirection that is not understood");
    }
    skipBlanks();
    if (isCommandEnd() || in.peek() == '(') {
      throw new NotUnderstood("has a redirection without a file");
    }
    ShellWord target = words.word();
    boolean isDescriptor = target.text().filter(it -> DESCRIPTOR.matcher(it).matches()).isPresent();
    if (!isCopy || !isDescriptor) {
      steps.add(new ShellStep.Redirection(target, isWritten));
    }
  }

  private void hereDocument(Draft draft) {
    boolean isIndented = in.takeIf("-");
    skipBlanks();
    ShellWord end = words.word();
    String raw = end.raw();
    if (raw.isEmpty() || raw.contains("$") || raw.contains("`")) {
      throw new NotUnderstood("has a here document that is not understood");
    }
    boolean isQuoted = raw.contains("'") || raw.contains("\"") || raw.contains("\\");
    awaited.add(
        new HereDocument(
            end.text()
                .orElseThrow(() -> new NotUnderstood("has a here document that is not understood")),
            isQuoted,
            isIndented,
            draft));
  }

  private void lineEnd() {
    in.take();
    for (HereDocument document : List.copyOf(awaited)) {
      awaited.remove(document);
      body(document);
    }
  }

  private void body(HereDocument document) {
    StringBuilder body = new StringBuilder();
    while (!in.isAtEnd()) {
      String line = in.line();
      String bare = document.isIndented() ? line.replaceFirst("^\t+", "") : line;
      if (bare.equals(document.end())) {
        break;
      }
      if (!document.isQuoted() && line.endsWith("\\")) {
        throw new NotUnderstood("has a here document that is not understood");
      }
      body.append(bare).append('\n');
    }
    String text = body.toString();
    boolean isText = document.isQuoted() || !new ShellReader(text, steps, depth + 1).isFilledIn();
    document.command().input = new Input(isText ? text : null);
  }

  private boolean isFilledIn() {
    if (depth > ShellScript.DEEPEST) {
      throw new NotUnderstood("is nested too deep");
    }
    boolean hasEscapes = in.hasAhead('\\');
    words.hereDocument();
    drafts.forEach(this::finish);
    return hasEscapes || words.isOpen();
  }

  private void finish(Draft draft) {
    if (!draft.isLoopHead && !draft.words.isEmpty()) {
      Optional<String> script = Optional.ofNullable(draft.input).map(Input::script);
      new StepsOfCommand(steps, depth).add(draft.words, script);
    }
  }
}

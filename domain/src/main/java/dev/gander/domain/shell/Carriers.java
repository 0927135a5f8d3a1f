package dev.gander.domain.shell;

import dev.gander.domain.shell.ShellStep.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the commands that a command runs.
///
/// @param name of the program, as [StepsOfCommand#base] says
/// @param input see [StepsOfCommand#add]
record Carriers(StepsOfCommand to, String name, List<ShellWord> words, Optional<String> input) {
  private static final Set<String> SHELLS =
      Set.of("sh", "bash", "dash", "zsh", "ksh", "mksh", "ash", "rbash", "rzsh");
  private static final Set<String> RAISING = Set.of("sudo", "doas");
  private static final Set<String> HARMLESS =
      Set.of(
          ":",
          "true",
          "false",
          "exit",
          "return",
          "break",
          "continue",
          "wait",
          "shift",
          "pwd",
          "set");
  private static final Set<String> DECLARING =
      Set.of("export", "readonly", "local", "declare", "typeset");
  private static final Set<String> HARMLESS_DECLARATIONS = Set.of("-x", "-r", "-p", "-g", "--");
  private static final Set<String> MARKS = Set.of("{}", "%", "@");
  private static final Set<String> EXECUTING = Set.of("-exec", "-execdir", "-ok", "-okdir");

  void add() {
    if (SHELLS.contains(name)) {
      shell();
    } else if (name.equals("xargs")) {
      xargs();
    } else if (CarrierOptions.areKnown(name)) {
      carrier();
    } else if (HARMLESS.contains(name)) {
      to.step(Kind.CARRIER, words, "");
    } else if (DECLARING.contains(name)) {
      declare();
    } else {
      others();
    }
  }

  private void others() {
    switch (name) {
      case "eval" -> eval(1);
      case "watch" -> watch();
      case "su", "runuser" -> switchUser();
      case "find" -> find();
      default -> {
        CodeInOptions.refuse(name, words);
        String note = OpaquePrograms.note(name, words);
        to.step(note.isEmpty() ? Kind.PLAIN : Kind.OPAQUE, words, note);
        if (OpaquePrograms.isLoader(name)) {
          to.inner(words.subList(1, words.size()));
        }
      }
    }
  }

  private void carrier() {
    List<ShellWord> inner =
        isQuestion() ? List.of() : after(CarrierOptions.of(name).commandIn(words));
    to.step(inner.isEmpty() || RAISING.contains(name) ? Kind.PLAIN : Kind.CARRIER, words, "");
    to.withInput(inner, input);
  }

  /// `command -v git` runs nothing.
  private boolean isQuestion() {
    return name.equals("command")
        && words.size() > 1
        && words.get(1).text().filter(it -> it.equals("-v") || it.equals("-V")).isPresent();
  }

  private List<ShellWord> after(int at) {
    return words.subList(at, words.size());
  }

  private void xargs() {
    int at = CarrierOptions.of(name).commandIn(words);
    boolean replaces = replaces(words.subList(1, at));
    List<ShellWord> inner = new ArrayList<>();
    for (ShellWord word : after(at)) {
      // What is replaced may stand in any of them, and be any text.
      inner.add(replaces && !inner.isEmpty() && mayHold(word) ? ShellWord.ANY_WORD : word);
    }
    if (!inner.isEmpty()) {
      inner.add(ShellWord.ANY_WORDS);
    }
    to.step(inner.isEmpty() ? Kind.PLAIN : Kind.CARRIER, words, "");
    to.inner(inner);
  }

  /// @throws NotUnderstood if what is replaced may be more than an argument
  private static boolean replaces(List<ShellWord> options) {
    boolean replaces = false;
    for (int i = 0; i < options.size(); i++) {
      String option = options.get(i).shown();
      if (option.matches("-[a-zA-Z0-9]*[IJ].*|--replace.*")) {
        replaces = true;
        String mark = option.replaceFirst("^(-[IJ]|--replace=?)", "");
        String used = mark.isEmpty() && i + 1 < options.size() ? options.get(i + 1).shown() : mark;
        if (!MARKS.contains(used)) {
          throw new NotUnderstood("has an option that is not understood");
        }
      }
    }
    return replaces;
  }

  private static boolean mayHold(ShellWord word) {
    return !word.shown().startsWith("-");
  }

  private void find() {
    boolean mayHide =
        words.stream().skip(1).anyMatch(word -> word.text().isEmpty() && word.mayBeOption());
    if (mayHide) {
      throw new NotUnderstood("has arguments that are not known before");
    }
    to.step(Kind.PLAIN, words, "");
    for (int at = 1; at < words.size(); at++) {
      if (words.get(at).text().filter(EXECUTING::contains).isPresent()) {
        at = executed(at + 1);
      }
    }
  }

  private int executed(int from) {
    List<ShellWord> inner = new ArrayList<>();
    int at = from;
    while (at < words.size() && !isEndOfExec(from, at)) {
      ShellWord word = words.get(at);
      inner.add(word.shown().contains("{}") ? ShellWord.ANY_WORDS : word);
      at++;
    }
    to.inner(inner);
    return at;
  }

  private boolean isEndOfExec(int from, int at) {
    String text = words.get(at).shown();
    return text.equals(";")
        || (text.equals("+") && at > from && words.get(at - 1).shown().equals("{}"));
  }

  private void shell() {
    ShellOptions options = ShellOptions.of(words);
    if (options.isCommand()) {
      String script =
          options
              .operand(words)
              .flatMap(ShellWord::text)
              .orElseThrow(() -> new NotUnderstood("runs a script that is not known before"));
      to.step(Kind.CARRIER, words, "");
      to.script(script);
    } else if (options.readsFile(words)) {
      to.step(Kind.OPAQUE, words, "runs the commands of a file");
    } else {
      String script =
          input.orElseThrow(
              () -> new NotUnderstood("runs what it reads, which is not known before"));
      to.step(Kind.CARRIER, words, "");
      to.script(script);
    }
  }

  private void eval(int from) {
    StringBuilder script = new StringBuilder();
    for (ShellWord word : after(from)) {
      script
          .append(
              word.text()
                  .orElseThrow(() -> new NotUnderstood("runs a text that is not known before")))
          .append(' ');
    }
    to.step(Kind.CARRIER, words, "");
    to.script(script.toString());
  }

  private void watch() {
    int at = 1;
    while (at < words.size() && words.get(at).shown().matches("-[a-z]+|[0-9.]+")) {
      at++;
    }
    eval(at);
  }

  private void switchUser() {
    for (int at = 1; at + 1 < words.size(); at++) {
      if (words.get(at).text().filter(it -> it.matches("-[a-z]*c|--command")).isPresent()) {
        String script =
            words
                .get(at + 1)
                .text()
                .orElseThrow(() -> new NotUnderstood("runs a script that is not known before"));
        to.step(Kind.PLAIN, words, "");
        to.script(script);
        return;
      }
    }
    to.step(Kind.OPAQUE, words, "works as another user");
  }

  private void declare() {
    for (ShellWord word : after(1)) {
      boolean isHarmless =
          word.raw().startsWith("-")
              ? HARMLESS_DECLARATIONS.contains(word.raw())
              : word.raw().matches("[A-Za-z_][A-Za-z0-9_]*(=(?s:.*))?");
      if (!isHarmless) {
        throw new NotUnderstood("declares something that is not understood");
      }
      StepsOfCommand.refuseTakeovers(
          List.of(word.raw().contains("=") ? word : ShellWord.of(word.raw() + "=")));
    }
    to.step(Kind.CARRIER, words, "");
  }
}

package dev.gander.domain.policy;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.shell.ShellScript;
import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellSyntax;
import dev.gander.domain.shell.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What the commands in the arguments of a call do.
///
/// @param isShell whether the tool runs commands
/// @param folder where they run, if the arguments say so
record CommandsOfCall(boolean isShell, List<ShellStep> steps, Optional<String> folder) {
  private static final String SCRIPTS = "automation_script";
  private static final List<String> FOLDERS =
      List.of("cwd", "workdir", "working_dir", "working_directory", "folder", "directory", "dir");

  static CommandsOfCall of(PolicyCall call, ShellTools shells) {
    boolean isScript = call.tool().equals(SCRIPTS);
    List<String> names = isScript ? List.of("script") : shells.argumentsOf(call);
    return names.isEmpty()
        ? new CommandsOfCall(false, List.of(), Optional.empty())
        : new CommandsOfCall(true, steps(call, names, isScript, shells), folder(call.arguments()));
  }

  private static List<ShellStep> steps(
      PolicyCall call, List<String> names, boolean isScript, ShellTools shells) {
    JsonObject arguments = call.arguments();
    List<ShellStep> steps = new ArrayList<>();
    for (String name : names) {
      if (arguments.get(name) instanceof JsonString(String text)) {
        boolean isReadable = !isScript || isShell(arguments);
        if (isReadable) {
          steps.addAll(ShellScript.of(text).steps());
          if (shells.syntax() == ShellSyntax.OTHER) {
            steps.add(new ShellStep.Unclear(text, "is read by a shell that is not `sh`"));
          }
        } else {
          steps.add(new ShellStep.Unclear(text, "is written in another language"));
        }
      } else if (arguments.has(name)) {
        steps.add(new ShellStep.Unclear(name, "is not a text"));
      }
    }
    folder(arguments)
        .ifPresent(
            folder ->
                steps.add(
                    new ShellStep.Command(
                        List.of(ShellWord.of("cd"), ShellWord.of(folder)),
                        ShellStep.Kind.CARRIER,
                        "")));
    if (steps.isEmpty()) {
      steps.add(new ShellStep.Unclear(call.name(), "has no command that could be looked at"));
    }
    return steps;
  }

  private static boolean isShell(JsonObject arguments) {
    return arguments
        .text("language")
        .filter(it -> it.toLowerCase(Locale.ROOT).equals("shell"))
        .isPresent();
  }

  private static Optional<String> folder(JsonObject arguments) {
    return FOLDERS.stream().flatMap(name -> arguments.text(name).stream()).findFirst();
  }
}

package dev.gander.adapters.llm.rehearsal.scripted;

import dev.gander.domain.message.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the script of a request and the current step.
///
/// The script is the user's newest text with a line that begins with `!`; lines of `---` separate
/// its steps. A step with calls is over when all their results are there, any other step when the
/// assistant has spoken. After the last step the answer is `done`.
final class Script {
  static final String VERBS =
      "!say !tokens !think !tool !call !id !rate !usage !error !raw !retry-after !fail-times"
          + " !fail-first !drop !hang !badjson !length !system !tools !messages !new !aside";

  private static final Pattern BEGINS = Pattern.compile("^!(?!aside )\\w", Pattern.MULTILINE);
  private static final Pattern ASIDE = Pattern.compile("^!aside (.*)$", Pattern.MULTILINE);
  private static final Pattern FORGET = Pattern.compile("^[\\s\\S]*\\n!new[ \\t]*\\n");
  private static final Pattern SEPARATOR = Pattern.compile("^---\\s*$", Pattern.MULTILINE);
  private static final Pattern CALL = Pattern.compile("^\\s*!(?:tool|call)\\s", Pattern.MULTILINE);

  private Script() {}

  /// The text of the current step; `!say done` after the last. Empty without a script.
  static Optional<String> due(ScriptContext context) {
    int at = -1;
    for (int i = 0; i < context.said().size(); i++) {
      if (isScript(context.said().get(i))) {
        at = i;
      }
    }
    if (at < 0) {
      return aside(context);
    }
    String text = FORGET.matcher(context.said().get(at).text()).replaceFirst("");
    List<String> steps = SEPARATOR.splitAsStream(text).toList();
    int due = dueStep(steps, context.said().subList(at + 1, context.said().size()));
    return Optional.of(due < steps.size() ? steps.get(due) : "!say done");
  }

  /// The steps in `!aside` lines anywhere in the request: for requests that the agent makes on its
  /// own, such as a summary.
  static Optional<String> aside(ScriptContext context) {
    List<String> lines = new ArrayList<>();
    Stream.concat(Stream.of(context.system()), context.said().stream().map(s -> s.text()))
        .map(ASIDE::matcher)
        .flatMap(Matcher::results)
        .forEach(line -> lines.add("!" + line.group(1)));
    return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
  }

  private static boolean isScript(ScriptContext.Said message) {
    return message.role() == Role.USER && BEGINS.matcher(message.text()).find();
  }

  private static int dueStep(List<String> steps, List<ScriptContext.Said> since) {
    List<Integer> calls =
        steps.stream()
            .map(step -> (int) CALL.matcher(step).results().count())
            .collect(Collectors.toList());
    Set<String> answered = new HashSet<>();
    int due = 0;
    Role before = Role.USER;
    for (ScriptContext.Said message : since) {
      int expected = due < calls.size() ? calls.get(due) : 0;
      if (expected > 0) {
        answered.addAll(message.answered());
        if (answered.size() >= expected) {
          due++;
          answered.clear();
        }
      } else if (message.role() == Role.ASSISTANT && before != Role.ASSISTANT) {
        due++;
      }
      before = message.role();
    }
    return due;
  }
}

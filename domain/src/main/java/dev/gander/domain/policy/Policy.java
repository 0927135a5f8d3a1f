package dev.gander.domain.policy;

import dev.gander.domain.shell.ShellStep;
import dev.gander.domain.shell.ShellSyntax;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The rules of an operator. Of the rules that match a call, one that denies counts before one that
/// asks, and that before one that allows. A command line is taken apart, and each of its commands
/// is looked at as if it were alone. If its shell may read it in another way, it is not understood
/// either.
///
/// @param otherwise what is said about a call that no rule matches
/// @param unclear what is said about a command that is not understood; never [PolicyVerdict#ALLOW]
/// @param file where the rules stand: no tool gets there
public record Policy(
    List<PolicyRule> deny,
    List<PolicyRule> ask,
    List<PolicyRule> allow,
    PolicyVerdict otherwise,
    PolicyVerdict unclear,
    ShellTools shells,
    Optional<Path> file) {
  private static final int MOST_WORDS = 5_000;

  /// Commands that a folder is not safe from either.
  private static final Set<String> MOVING = Set.of("rm", "mv", "rmdir", "rename", "chmod", "chown");

  public Policy {
    deny = List.copyOf(deny);
    ask = List.copyOf(ask);
    allow = List.copyOf(allow);
  }

  /// The same rules, which guard the file that they stand in.
  public Policy keptIn(Path absolute) {
    return new Policy(deny, ask, allow, otherwise, unclear, shells, Optional.of(absolute));
  }

  /// The same rules where commands are read in another way.
  public Policy with(ShellSyntax syntax) {
    return new Policy(deny, ask, allow, otherwise, unclear, shells.with(syntax), file);
  }

  /// @param home the meaning of `~`
  public PolicyJudgement judge(PolicyCall call, RealPaths paths, Path home) {
    Places places = Places.of(paths, call.folder(), home);
    CommandsOfCall commands = CommandsOfCall.of(call, shells);
    List<ShellStep> steps = commands.steps();
    Places inside = FoldersOfLine.of(steps, commands.folder(), places);
    if (!commands.isShell() || !looksAtCommands(call)) {
      return new PolicyJudgement(
          List.of(
              steps.stream()
                  .map(step -> new PolicyStep(call, step, inside))
                  .filter(this::isGuarded)
                  .findFirst()
                  .map(_ -> guarded(call.name()))
                  .orElseGet(() -> judged(new PolicyStep(call, null, places), call.name(), ""))));
    }
    List<RuledStep> ruled = new ArrayList<>();
    long words = 0;
    for (ShellStep step : steps) {
      words += step instanceof ShellStep.Command command ? command.words().size() : 1;
      ruled.add(
          words > MOST_WORDS
              ? judged(call, new ShellStep.Unclear(step.shown(), "has too many words"), inside)
              : judged(call, step, inside));
    }
    return new PolicyJudgement(ruled);
  }

  private boolean looksAtCommands(PolicyCall call) {
    return List.of(deny, ask, allow).stream()
        .flatMap(List::stream)
        .anyMatch(rule -> !rule.conditions().isAboutCalls() && rule.conditions().concern(call));
  }

  private RuledStep judged(PolicyCall call, ShellStep step, Places places) {
    PolicyStep seen = new PolicyStep(call, step, places);
    return switch (step) {
      case ShellStep.Unclear(String text, String why, _) -> notUnderstood(seen, text, why);
      case ShellStep.Redirection redirection
          when PathsOfCall.isNoFile(redirection.target()) && seen.hosts().isEmpty() ->
          new RuledStep(step.shown(), PolicyVerdict.ALLOW, null, "opens no file");
      case ShellStep.Redirection _ -> judged(seen, step.shown(), "");
      case ShellStep.Command command -> judged(seen, command);
    };
  }

  private RuledStep judged(PolicyStep seen, ShellStep.Command command) {
    RuledStep ruled = judged(seen, command.shown(), "");
    boolean isCertain =
        isGuarded(seen) || (ruled.verdict() != PolicyVerdict.ALLOW && ruled.rule() != null);
    if (isCertain) {
      return ruled;
    }
    return switch (command.kind()) {
      case PLAIN -> ruled;
      case CARRIER ->
          ruled.rule() == null
              ? new RuledStep(command.shown(), PolicyVerdict.ALLOW, null, "does nothing by itself")
              : ruled;
      case OPAQUE ->
          ruled.rule() != null && ruled.rule().conditions().namesProgram()
              ? ruled
              : new RuledStep(command.shown(), unclear.orStricter(otherwise), null, command.note());
    };
  }

  private boolean isGuarded(PolicyStep seen) {
    return file.filter(kept -> reaches(seen, kept)).isPresent();
  }

  private static RuledStep guarded(String what) {
    return new RuledStep(what, PolicyVerdict.DENY, null, "the policy itself is not for tools");
  }

  private static boolean reaches(PolicyStep seen, Path file) {
    if (seen.paths().isEmpty()) {
      return false;
    }
    String name = Places.shown(file);
    Optional<String> real = seen.places().real(file).map(Places::shown);
    boolean isMoving = seen.program().filter(MOVING::contains).isPresent();
    return seen.paths().stream()
        .flatMap(List::stream)
        .filter(OpenText::isKnown)
        .map(OpenText::known)
        .anyMatch(
            path ->
                path.equals(name)
                    || real.filter(path::equals).isPresent()
                    || (isMoving && name.startsWith(path.endsWith("/") ? path : path + "/")));
  }

  private RuledStep notUnderstood(PolicyStep seen, String text, String why) {
    if (isGuarded(seen)) {
      return guarded(text);
    }
    for (PolicyRule rule : deny) {
      if (rule.match(seen) == Matched.YES) {
        return new RuledStep(text, PolicyVerdict.DENY, rule, "");
      }
    }
    return new RuledStep(text, unclear, null, "it is not understood: it " + why);
  }

  private RuledStep judged(PolicyStep seen, String what, String why) {
    if (isGuarded(seen)) {
      return guarded(what);
    }
    PolicyRule maybe = null;
    for (PolicyRule rule : deny) {
      switch (rule.match(seen)) {
        case YES -> {
          return new RuledStep(what, PolicyVerdict.DENY, rule, why);
        }
        case MAYBE -> maybe = maybe == null ? rule : maybe;
        case NO -> {}
      }
    }
    if (maybe != null) {
      return new RuledStep(
          what, unclear, maybe, "whether it applies is known only when the command runs");
    }
    for (PolicyRule rule : ask) {
      if (rule.match(seen) != Matched.NO) {
        return new RuledStep(what, PolicyVerdict.ASK, rule, why);
      }
    }
    for (PolicyRule rule : allow) {
      if (rule.match(seen) == Matched.YES) {
        return new RuledStep(what, PolicyVerdict.ALLOW, rule, why);
      }
    }
    return new RuledStep(
        what, otherwise, null, otherwise == PolicyVerdict.ALLOW ? "" : "no rule allows it");
  }
}

package dev.gander.domain.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a rule is about; what is empty does not matter.
///
/// @param arguments by their names, `a.b` for a member of an object
record RuleConditions(
    Optional<PatternChoice<TextGlob>> extension,
    Optional<PatternChoice<TextGlob>> tool,
    Map<String, PatternChoice<TextGlob>> arguments,
    Optional<PatternChoice<CommandPattern>> command,
    Optional<PatternChoice<PathGlob>> path,
    Optional<PatternChoice<TextGlob>> host) {
  RuleConditions {
    arguments = Map.copyOf(arguments);
  }

  boolean isEmpty() {
    return extension.isEmpty() && tool.isEmpty() && arguments.isEmpty() && isAboutCalls();
  }

  /// Whether what a command does makes no difference.
  boolean isAboutCalls() {
    return command.isEmpty() && path.isEmpty() && host.isEmpty();
  }

  /// Whether they may apply to something that this call does.
  boolean concern(PolicyCall call) {
    return tools(call) != Matched.NO;
  }

  private Matched tools(PolicyCall call) {
    Matched inExtension =
        extension
            .map(it -> it.match(glob -> glob.match(OpenText.of(call.extension()))))
            .orElse(Matched.YES);
    Matched ofTool =
        tool.map(
                it ->
                    it.match(
                        glob ->
                            glob.match(OpenText.of(call.tool()))
                                .or(glob.match(OpenText.of(call.name())))))
            .orElse(Matched.YES);
    return inExtension.and(ofTool);
  }

  /// @param isAllowing whether the rule allows
  Matched match(PolicyStep step, boolean isAllowing) {
    Matched found = tools(step.call()).and(arguments(step.call()));
    if (found != Matched.NO && command.isPresent()) {
      found = found.and(command.get().match(step::command));
    }
    if (found != Matched.NO && path.isPresent()) {
      found = found.and(paths(path.get(), step, isAllowing));
    }
    if (found != Matched.NO && host.isPresent()) {
      found = found.and(hosts(host.get(), step, isAllowing));
    }
    return found;
  }

  private Matched arguments(PolicyCall call) {
    Matched found = Matched.YES;
    for (var condition : arguments.entrySet()) {
      Matched argument =
          ArgumentText.of(call.arguments(), condition.getKey())
              .map(OpenText::of)
              .map(text -> condition.getValue().match(glob -> glob.match(text)))
              .orElse(Matched.NO);
      found = found.and(argument);
    }
    return found;
  }

  /// A rule that forbids is about any of the paths, one that allows about all of them. A rule about
  /// paths alone allows no commands, since these do more than open files.
  private Matched paths(PatternChoice<PathGlob> wanted, PolicyStep step, boolean isAllowing) {
    if (isAllowing && step.isCommand() && command.isEmpty() && tool.isEmpty()) {
      return Matched.NO;
    }
    if (step.paths().isEmpty()) {
      return Matched.of(isAllowing && step.isCommand());
    }
    Matched found = isAllowing ? Matched.YES : Matched.NO;
    for (List<OpenText> meanings : step.paths()) {
      for (OpenText meaning : meanings) {
        Matched one = wanted.match(glob -> glob.match(meaning, step.places()));
        found = isAllowing ? found.and(one) : found.or(one);
      }
    }
    return found;
  }

  private Matched hosts(PatternChoice<TextGlob> wanted, PolicyStep step, boolean isAllowing) {
    if (step.hosts().isEmpty()) {
      return Matched.NO;
    }
    Matched found = isAllowing ? Matched.YES : Matched.NO;
    for (OpenText reached : step.hosts()) {
      Matched one = wanted.match(glob -> glob.match(reached));
      found = isAllowing ? found.and(one) : found.or(one);
    }
    return found;
  }

  boolean namesProgram() {
    return command.stream()
        .flatMap(choice -> choice.wanted().stream())
        .anyMatch(CommandPattern::namesProgram);
  }
}

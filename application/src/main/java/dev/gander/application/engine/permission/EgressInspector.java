package dev.gander.application.engine.permission;

import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Records to which hosts tool calls send or from which they fetch, for whoever looks at the log
/// afterwards. Objects to nothing, as in goosed. Only hosts and the like are recorded: paths and
/// queries may contain secrets.
final class EgressInspector implements ToolInspector {
  /// In characters; no shell takes a longer command.
  private static final int LONGEST = 131_072;

  private final Consumer<String> log;

  EgressInspector(Consumer<String> log) {
    this.log = log;
  }

  @Override
  public Optional<Finding> examine(ExaminedCall examined) {
    lines(examined.dialogue().sessionId(), examined.call()).forEach(log);
    return Optional.empty();
  }

  /// A line for each destination.
  static List<String> lines(SessionId session, ToolCall call) {
    return Egress.argumentsOf(call.name()).stream()
        .flatMap(name -> call.argumentsOrEmpty().text(name).stream())
        .map(text -> text.length() <= LONGEST ? text : text.substring(0, LONGEST))
        .flatMap(text -> Egress.in(text).stream())
        .map(found -> "session " + session + ": egress of " + call.name() + ": " + found)
        .toList();
  }
}

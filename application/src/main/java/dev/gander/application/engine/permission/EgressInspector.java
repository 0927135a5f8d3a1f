package dev.gander.application.engine.permission;

import dev.gander.domain.json.JsonString;
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
    var call = examined.call();
    for (String name : Egress.argumentsOf(call.name())) {
      if (call.argumentsOrEmpty().get(name) instanceof JsonString(String text)) {
        String looked = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        Egress.in(looked)
            .forEach(
                found ->
                    log.accept(
                        "session "
                            + examined.dialogue().sessionId()
                            + ": egress of "
                            + call.name()
                            + ": "
                            + found));
      }
    }
    return Optional.empty();
  }
}

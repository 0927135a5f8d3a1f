package dev.gander.bootstrap;

import dev.gander.application.api.program.Chore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Arguments with which another program starts us and waits: an app, an editor. They are read here,
/// without the library that reads all others.
final class DirectCommand {
  private static final String RECORD = "--record";

  private DirectCommand() {}

  /// Empty for whatever else the arguments may be, mistakes and `--help` included.
  static Optional<Chore> parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      return Optional.empty();
    }
    List<String> rest = arguments.subList(1, arguments.size());
    return switch (arguments.getFirst()) {
      case "agent" -> agent(rest);
      case "acp" -> rest.isEmpty() ? Optional.of(new Chore.Acp()) : Optional.empty();
      case "mcp" -> rest.size() == 1 ? mcp(rest.getFirst()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /// `--record FILE` or `--record=FILE`.
  private static Optional<Chore> agent(List<String> rest) {
    if (rest.isEmpty()) {
      return Optional.of(new Chore.Agent(null));
    }
    String first = rest.getFirst();
    if (rest.size() == 2 && first.equals(RECORD) && !rest.get(1).isEmpty()) {
      return Optional.of(new Chore.Agent(Path.of(rest.get(1))));
    }
    String file = first.startsWith(RECORD + "=") ? first.substring(RECORD.length() + 1) : "";
    return rest.size() == 1 && !file.isEmpty()
        ? Optional.of(new Chore.Agent(Path.of(file)))
        : Optional.empty();
  }

  private static Optional<Chore> mcp(String name) {
    return Chore.BundledServer.named(name).map(Chore.Mcp::new);
  }
}

package dev.gander.domain.provider;

import dev.gander.domain.permission.GooseMode;
import java.nio.file.Path;
import java.util.List;

/// The conditions under which a session's agent works, for a provider that is itself an agent: the
/// folder, what it may do without asking, and the extensions that it can connect to itself. They
/// reflect the session's current state and may differ from one request to the next.
public record WorkContext(Path folder, GooseMode mode, List<McpServer> servers) {
  public WorkContext {
    servers = List.copyOf(servers);
  }

  @Override
  public String toString() {
    return "WorkContext[" + folder + ", " + mode + "]";
  }
}

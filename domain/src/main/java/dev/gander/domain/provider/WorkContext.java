package dev.gander.domain.provider;

import dev.gander.domain.permission.GooseMode;
import java.nio.file.Path;
import java.util.List;

/// Where and how the agent of a session works, for a provider that is an agent itself: in which
/// folder, what it may do without asking, and those of the extensions that it can connect itself.
/// These are the session's as they are now, and may differ from one request to the next.
public record WorkContext(Path folder, GooseMode mode, List<McpServer> servers) {
  public WorkContext {
    servers = List.copyOf(servers);
  }

  @Override
  public String toString() {
    return "WorkContext[" + folder + ", " + mode + "]";
  }
}

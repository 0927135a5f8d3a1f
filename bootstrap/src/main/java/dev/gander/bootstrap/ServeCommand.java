package dev.gander.bootstrap;

import dev.gander.application.api.program.Chore;
import dev.gander.domain.error.GanderException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// `goosed serve`: the same server as `goosed agent`, for a person.
///
/// @param served where the address is written down
record ServeCommand(
    Environment environment, Chore.Serve options, Path served, PrintStream out, PrintStream err) {

  /// Returns after everything is closed.
  ///
  /// @throws GanderException if the environment is invalid
  /// @throws IOException if the server cannot listen, or suddenly accepts no connections any more
  void run() throws IOException, InterruptedException {
    Environment chosen = environment.with(variables());
    new AgentCommand(chosen, null, new PersonGreeting(served, out, err), err).run();
  }

  private Map<String, String> variables() {
    Map<String, String> all = new HashMap<>(environment.variables());
    if (options.host() != null) {
      all.put("GOOSE_HOST", options.host());
    }
    if (options.port() != null) {
      all.put("GOOSE_PORT", options.port().toString());
    }
    // Otherwise port and key together would mean TLS, which is for Goose Desktop.
    all.putIfAbsent("GOOSE_TLS", "false");
    if (options.tls() != null) {
      all.put("GOOSE_TLS", options.tls().toString());
    }
    return all;
  }
}

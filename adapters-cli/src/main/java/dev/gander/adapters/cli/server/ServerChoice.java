package dev.gander.adapters.cli.server;

import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Machine;
import dev.gander.domain.error.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Options of commands that can work at a server.
public final class ServerChoice {
  private static final String SERVER = "GANDER_SERVER";
  private static final String KEY = "GANDER_KEY";
  private static final String OWN_KEY = "GOOSE_SERVER__SECRET_KEY";

  @Option(
      names = {"--server", "--url"},
      paramLabel = "<URL>",
      description = "work at this server (GANDER_SERVER); alone without one")
  private @Nullable String server;

  @Option(
      names = "--key",
      paramLabel = "<KEY>",
      description =
          "the server's key (GANDER_KEY, GOOSE_SERVER__SECRET_KEY, or the one that the server on"
              + " this machine has kept)")
  private @Nullable String key;

  /// The server that was named, by option or environment.
  public Optional<String> server(Machine machine) {
    return Optional.ofNullable(server)
        .filter(it -> !it.isBlank())
        .or(() -> machine.variable(SERVER));
  }

  /// @throws InvalidInput if there is none
  public String key(Machine machine) {
    return Optional.ofNullable(key)
        .filter(it -> !it.isBlank())
        .or(() -> machine.variable(KEY))
        .or(() -> machine.variable(OWN_KEY))
        .or(() -> kept(keyFile(machine)))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "The server's key is missing: --key, GANDER_KEY or GOOSE_SERVER__SECRET_KEY"));
  }

  /// Where a server that was given no key keeps its own.
  public static Path keyFile(Machine machine) {
    return machine.paths().state().resolve("gander").resolve("secret_key");
  }

  private static Optional<String> kept(Path file) {
    try {
      return Files.isReadable(file)
          ? Optional.of(Files.readString(file).strip()).filter(it -> !it.isEmpty())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The connection to the server that was named.
  public Optional<ServerConnection> connection(Program program) {
    Machine machine = program.machine();
    return server(machine).map(it -> ServerConnection.to(it, key(machine), program));
  }
}

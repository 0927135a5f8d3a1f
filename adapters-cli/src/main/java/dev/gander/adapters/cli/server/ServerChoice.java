package dev.gander.adapters.cli.server;

import dev.gander.application.api.program.Program;
import dev.gander.application.api.program.Program.Machine;
import dev.gander.domain.config.OwnState;
import dev.gander.domain.error.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        .or(() -> kept(machine))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "The server's key is missing: --key, GANDER_KEY or GOOSE_SERVER__SECRET_KEY"));
  }

  /// Where a server that was given no key keeps its own.
  public static Path keyFile(Machine machine) {
    return OwnState.SECRET_KEY.in(machine.paths().state());
  }

  /// The key that it keeps; empty if there is none that we may read.
  public static Optional<String> kept(Machine machine) {
    Path file = keyFile(machine);
    try {
      return Files.isReadable(file)
          ? Optional.of(Files.readString(file).strip()).filter(it -> !it.isEmpty())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// The connection to the server that was named, or else to the one of this machine.
  public ServerConnection connectionHere(Program program) {
    Machine machine = program.machine();
    String address = server(machine).or(() -> served(machine)).orElseGet(() -> usual(machine));
    return ServerConnection.to(address, key(machine), program);
  }

  /// What `goosed serve` wrote down, if that still runs.
  private static Optional<String> served(Machine machine) {
    try {
      List<String> lines = Files.readAllLines(machine.served());
      return lines.size() == 2 && isAlive(lines.get(1))
          ? Optional.of(lines.getFirst())
          : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean isAlive(String process) {
    return process.matches("[0-9]{1,18}")
        && ProcessHandle.of(Long.parseLong(process)).filter(ProcessHandle::isAlive).isPresent();
  }

  private static String usual(Machine machine) {
    String host = machine.variable("GOOSE_HOST").orElse("127.0.0.1");
    String near = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
    return "http://"
        + (near.contains(":") ? "[" + near + "]" : near)
        + ":"
        + machine.variable("GOOSE_PORT").orElse("8080");
  }

  /// The connection to the server that was named.
  public Optional<ServerConnection> connection(Program program) {
    Machine machine = program.machine();
    return server(machine).map(it -> ServerConnection.to(it, key(machine), program));
  }
}

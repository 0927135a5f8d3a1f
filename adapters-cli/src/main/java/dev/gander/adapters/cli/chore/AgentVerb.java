package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `goosed agent`.
@Command(
    name = "agent",
    description = {
      "Run the HTTP server as clients start it, such as Goose Desktop.",
      "It takes its settings from the environment: GOOSE_HOST is the address to listen on (127.0.0.1),"
          + " GOOSE_PORT the port (8080), GOOSE_SERVER__SECRET_KEY the key that clients must send"
          + " (random), GOOSE_TLS is true or false, and GOOSE_PATH_ROOT the folder for configuration,"
          + " data and state."
    })
public final class AgentVerb implements Callable<Integer> {
  private final Program program;

  @Option(
      names = "--record",
      paramLabel = "<FILE>",
      description = "add what models are asked and answer to FILE, for the provider replay")
  private @Nullable Path cassette;

  AgentVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.run(new Chore.Agent(cassette));
  }
}

package dev.gander.adapters.cli.chore;

import dev.gander.application.api.program.Chore;
import dev.gander.application.api.program.Program;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `goosed serve`.
@Command(
    name = "serve",
    description = {
      "Run the HTTP server, and say where it is and how to begin.",
      "What is left out is taken from the environment, as with goosed agent."
    })
public final class ServeVerb implements Callable<Integer> {
  private final Program program;

  @Option(
      names = "--host",
      paramLabel = "<ADDRESS>",
      description = "address to listen on (GOOSE_HOST, 127.0.0.1)")
  private @Nullable String host;

  @Option(
      names = "--port",
      paramLabel = "<N>",
      description = "port to listen on; 0 for any that is free (GOOSE_PORT, 8080)")
  private @Nullable Integer port;

  @Option(names = "--tls", negatable = true, description = "encrypt connections (GOOSE_TLS, no)")
  private @Nullable Boolean tls;

  ServeVerb(Program program) {
    this.program = program;
  }

  @Override
  public Integer call() {
    return program.run(new Chore.Serve(host, port, tls));
  }
}

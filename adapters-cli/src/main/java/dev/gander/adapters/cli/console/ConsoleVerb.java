package dev.gander.adapters.cli.console;

import dev.gander.adapters.cli.server.ServerChoice;
import dev.gander.adapters.cli.server.ServerConnection;
import dev.gander.application.api.program.Program;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.Browser;
import dev.gander.oauth.DesktopBrowser;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `goosed console`.
@Command(
    name = "console",
    description = {
      "Open the console of a server in the browser, signed in.",
      "Without --server it is the one that goosed serve runs on this machine, or one at GOOSE_HOST"
          + " and GOOSE_PORT. The address has a code that is good once, for a minute."
    })
public final class ConsoleVerb implements Callable<Integer> {
  private static final String CODES = "/gander/v1/console/codes";

  private final Program program;
  private final Function<Program, Browser> browsers;

  @Option(names = "--print", description = "print the address, and open nothing")
  private boolean isPrint;

  @Mixin private ServerChoice server = new ServerChoice();

  ConsoleVerb(Program program) {
    this(program, it -> new DesktopBrowser(it.machine()::variables, it.machine().osName()));
  }

  ConsoleVerb(Program program, Function<Program, Browser> browsers) {
    this.program = program;
    this.browsers = browsers;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ServerConnection connection = server.connectionHere(program)) {
      URI page = URI.create(connection.address()).resolve(path(connection));
      Browser browser = browsers.apply(program);
      if (isPrint || !browser.isThere()) {
        program.out().println(page);
        program.out().flush();
      } else {
        browser.open(page);
        program.err().println("The console of " + connection.address() + " opens in the browser");
      }
      return ExitCode.OK;
    }
  }

  private static String path(ServerConnection connection) throws IOException, InterruptedException {
    return connection
        .answer(connection.post(CODES, JsonObject.EMPTY))
        .text("path")
        .filter(path -> path.startsWith("/gander/"))
        .orElseThrow(
            () ->
                new InvalidInput(
                    "The server at "
                        + connection.address()
                        + " gives no code for its console: it may be of another version"));
  }
}

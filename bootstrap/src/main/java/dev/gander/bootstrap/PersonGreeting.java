package dev.gander.bootstrap;

import dev.gander.application.api.status.SystemInfo;
import java.io.PrintStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Tells a person who has typed `goosed serve`: what there is on stdout, and what to do on stderr.
final class PersonGreeting implements Greeting {
  private static final String CONSOLE = "/gander/v1/console";

  private final Path served;
  private final PrintStream out;
  private final PrintStream err;
  private @Nullable ServedAddress address;
  private String key = "The key is the one in GOOSE_SERVER__SECRET_KEY";

  /// @param served where the address is written down
  PersonGreeting(Path served, PrintStream out, PrintStream err) {
    this.served = served;
    this.out = out;
    this.err = err;
  }

  @Override
  public void mark(String point) {
    // Of no interest to a person.
  }

  @Override
  public void key(KeptKey kept) {
    key =
        switch (kept.origin()) {
          case NEW, KEPT -> "The key is in " + kept.file();
          case PASSING -> "The key, which no file keeps, is " + kept.value();
        };
  }

  @Override
  public void certificate(String fingerprint) {
    out.println("The certificate has the SHA-256 fingerprint " + fingerprint);
  }

  @Override
  public void stopping() {
    ServedAddress written = address;
    if (written != null) {
      written.close();
    }
  }

  @Override
  public void listening(GanderServer server) {
    address = ServedAddress.write(served, server.uri());
    out.println("Gander is at " + server.uri() + " (Ctrl-C stops it)");
    out.println(key);
    out.println(
        "The console is at " + server.uri().resolve(CONSOLE) + " (goosed console opens it)");
    out.flush();
    SystemInfo.Report system = server.gander().useCases().status().systemInfo().read();
    if (system.provider() == null) {
      err.println("No model is set up yet. The console leads through it, or, as an example:");
      err.println("  goosed config set --secret OPENAI_API_KEY");
      err.println(
          "  goosed config set GOOSE_PROVIDER openai && goosed config set GOOSE_MODEL gpt-5");
    }
  }
}

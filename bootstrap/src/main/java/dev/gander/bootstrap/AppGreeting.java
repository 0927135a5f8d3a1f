package dev.gander.bootstrap;

import java.io.PrintStream;

/// Tells a program. stdout gets exactly one line, and only with TLS: `GOOSED_CERT_FINGERPRINT=` and
/// the certificate's SHA-256, in one write before the server listens, since Goose Desktop waits for
/// it. stderr gets boot markers.
record AppGreeting(PrintStream out, PrintStream err) implements Greeting {
  @Override
  public void mark(String point) {
    err.println("GOOSED_BOOT: " + point);
  }

  @Override
  public void key(KeptKey key) {
    err.println(
        switch (key.origin()) {
          case NEW -> "The key of this server, kept in " + key.file() + ": " + key.value();
          case KEPT -> "The key of this server is in " + key.file();
          case PASSING -> "The key of this server, which no file keeps: " + key.value();
        });
  }

  @Override
  public void certificate(String fingerprint) {
    out.print("GOOSED_CERT_FINGERPRINT=" + fingerprint + "\n");
    out.flush();
  }

  @Override
  public void listening(GanderServer server) {
    err.println("Gander is at " + server.uri());
  }
}

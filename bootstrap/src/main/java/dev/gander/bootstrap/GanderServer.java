package dev.gander.bootstrap;

import dev.gander.adapters.http.GanderHttpServer;
import dev.gander.adapters.http.options.HttpOptions;
import dev.gander.adapters.http.tls.TlsIdentity;
import dev.gander.bootstrap.ondemand.ConsoleJar;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.tunnel.LocalServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/// A running server: [Gander] behind HTTP.
public final class GanderServer implements AutoCloseable {
  private final Gander gander;
  private final GanderHttpServer http;
  private final String key;

  private GanderServer(Gander gander, GanderHttpServer http, String key) {
    this.gander = gander;
    this.http = http;
    this.key = key;
  }

  /// Starts a server. Files are opened afterwards, or when first needed.
  ///
  /// @throws IOException if it cannot listen; nothing is left open
  public static GanderServer start(Environment environment, HttpOptions options)
      throws IOException {
    return start(environment, options, null, KnownSecrets.of(environment.variables()));
  }

  /// Starts a server that records its model calls.
  ///
  /// @param cassette the file to record to; null for no recording
  /// @param secrets gets whatever must not be shown, first of all the server's key
  /// @throws StorageException if the file cannot be written, or contains something else
  static GanderServer start(
      Environment environment, HttpOptions options, @Nullable Path cassette, KnownSecrets secrets)
      throws IOException {
    return start(environment, options, cassette, secrets, HandedIn.NOTHING);
  }

  /// @param handedIn by the embedding program
  static GanderServer start(
      Environment environment,
      HttpOptions options,
      @Nullable Path cassette,
      KnownSecrets secrets,
      HandedIn handedIn)
      throws IOException {
    secrets.keep(options.secretKey());
    Gander gander = Gander.opening(environment, cassette, secrets, handedIn);
    try {
      GanderHttpServer http =
          GanderHttpServer.start(
              options, gander.useCases(), new AcpOverHttp(gander.useCases()), new ConsoleJar());
      gander.begin();
      gander.serveAt(place(http, options));
      return new GanderServer(gander, http, options.secretKey());
    } catch (IOException | RuntimeException e) {
      gander.close();
      throw e;
    }
  }

  private static LocalServer place(GanderHttpServer http, HttpOptions options) {
    TlsIdentity tls = options.tls();
    return new LocalServer(
        http.localUri(), options.secretKey(), tls == null ? null : tls.fingerprint());
  }

  /// Where clients find it.
  public URI uri() {
    return http.uri();
  }

  /// The port it listens at.
  public int port() {
    return http.port();
  }

  /// What clients send as `X-Secret-Key`.
  public String key() {
    return key;
  }

  /// The agent behind the server, for callers in the same process.
  public Gander gander() {
    return gander;
  }

  /// Completed with the reason if the server accepts no connections any more although it is not
  /// closed.
  public CompletionStage<Throwable> failure() {
    return http.failure();
  }

  /// Ends event streams and turns, stops extensions, closes the files. Takes a few seconds at most.
  @Override
  public void close() {
    gander.endTurns();
    http.close();
    gander.close();
  }
}

package dev.gander.connections;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Connections with the user's certificates and proxies, which requests share while the settings
/// for them stay the same: those of the JDK's client, which is created for the first request to it,
/// see [LastingClient], and those over HTTP/1.1 whose reader waits itself, see [ServiceConnection].
/// Neither follows redirects, see [Redirect]. Any thread.
public final class Connections {
  private static final System.Logger LOG = System.getLogger(Connections.class.getName());
  private static final String CONNECT_KEY = "GANDER_MODEL_CONNECT_TIMEOUT";
  private static final String USUAL_CONNECT = "30";

  /// How long a connection that nobody uses is kept, as by the JDK's client.
  private static final Duration UNUSED = Duration.ofSeconds(30);

  /// What a client is made of.
  private record Parts(Tls tls, EnvironmentProxies proxies, Duration connect) {
    static Parts of(NetworkSettings settings) {
      return new Parts(
          Tls.from(settings),
          EnvironmentProxies.from(settings.environment()),
          Duration.ofSeconds(connectSeconds(settings)));
    }

    Optional<ProxySelector> selector() {
      proxies.complaints().forEach(complaint -> LOG.log(Level.WARNING, complaint));
      return proxies.isEmpty() ? Optional.empty() : Optional.of(proxies.selector());
    }

    private static ProxySelector usualProxies() {
      ProxySelector usual = ProxySelector.getDefault();
      return usual == null ? ProxySelector.of(null) : usual;
    }

    KeptConnections connections() {
      SSLContext context = tls.isDefault() ? new LateTls() : tls.context();
      ProxySelector usual = selector().orElseGet(Parts::usualProxies);
      return new KeptConnections(new Dialer(context, usual, connect), UNUSED);
    }
  }

  /// Something that is made of the parts when it is asked for, and again when they have changed.
  private static final class Made<T> {
    private final Function<Parts, T> maker;
    private @Nullable Parts parts;
    private @Nullable T latest;

    Made(Function<Parts, T> maker) {
      this.maker = maker;
    }

    T of(NetworkSettings settings) {
      return of(Parts.of(settings));
    }

    private synchronized T of(Parts wanted) {
      T made = latest;
      if (made == null || !wanted.equals(parts)) {
        made = maker.apply(wanted);
        latest = made;
        parts = wanted;
      }
      return made;
    }
  }

  private final Made<LastingClient> clients =
      new Made<>(parts -> new LastingClient(builder(parts)::build));
  private final Made<KeptConnections> kept = new Made<>(Parts::connections);

  /// @throws ConnectionException if a certificate in the settings cannot be used
  public HttpClient client(NetworkSettings settings) {
    return clients.of(settings).get();
  }

  /// A connection over HTTP/1.1 to the server of an `http` or `https` address, which is the
  /// caller's until it is released or closed.
  ///
  /// @param left how long the caller waits in any case
  /// @throws HttpConnectTimeoutException if that takes longer than is set
  /// @throws HttpTimeoutException if the caller's time is over before
  /// @throws ConnectException if nobody accepts connections there, or the name has no address
  /// @throws IOException if another failure ends it, for example in TLS
  /// @throws ConnectionException if a certificate in the settings cannot be used, or a proxy
  ///   refuses
  public ServiceConnection connect(URI address, NetworkSettings settings, Duration left)
      throws IOException, InterruptedException {
    return kept.of(settings).connect(Place.of(address), left);
  }

  /// How long a connection may take, as in `30 s (GANDER_MODEL_CONNECT_TIMEOUT)`.
  public static String connectTime(NetworkSettings settings) {
    return connectSeconds(settings) + " s (" + CONNECT_KEY + ")";
  }

  private static long connectSeconds(NetworkSettings settings) {
    return Long.parseLong(
        settings
            .setting(CONNECT_KEY)
            .map(String::strip)
            .filter(text -> text.matches("0*[1-9][0-9]{0,5}"))
            .orElse(USUAL_CONNECT));
  }

  /// Like [#client], for whoever needs a client of their own.
  ///
  /// @throws ConnectionException if a certificate in the settings cannot be used
  public static HttpClient.Builder builder(NetworkSettings settings) {
    return builder(Parts.of(settings));
  }

  /// The same for a server whose certificate, in a PEM file, no authority has signed.
  ///
  /// @throws ConnectionException if a certificate cannot be used
  public static HttpClient.Builder builderTrusting(Path server, NetworkSettings settings) {
    Parts parts = Parts.of(settings);
    return builder(new Parts(parts.tls.trusting(server), parts.proxies, parts.connect));
  }

  private static HttpClient.Builder builder(Parts parts) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(parts.connect)
            // See Redirect: the JDK would send keys to any server.
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (parts.tls.isDefault()) {
      client.sslContext(new LateTls()).sslParameters(LateTls.parameters());
    } else {
      client.sslContext(parts.tls.context());
    }
    parts.selector().ifPresent(client::proxy);
    return client;
  }
}

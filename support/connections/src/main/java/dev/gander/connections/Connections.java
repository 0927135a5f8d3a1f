package dev.gander.connections;

import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One HTTP client, created for the first request and shared by all later ones while the settings
/// for certificates and proxies stay the same and it works, see [LastingClient]. It follows no
/// redirects, see [Redirect]. Any thread.
public final class Connections {
  private static final System.Logger LOG = System.getLogger(Connections.class.getName());
  private static final String CONNECT_KEY = "GANDER_MODEL_CONNECT_TIMEOUT";
  private static final String USUAL_CONNECT = "30";

  /// What a client is made of.
  private record Parts(Tls tls, EnvironmentProxies proxies, Duration connect) {
    static Parts of(NetworkSettings settings) {
      return new Parts(
          Tls.from(settings),
          EnvironmentProxies.from(settings.environment()),
          Duration.ofSeconds(connectSeconds(settings)));
    }
  }

  private record Made(Parts parts, LastingClient client) {}

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Made made;

  /// @throws ConnectionException if a certificate in the settings cannot be used
  public HttpClient client(NetworkSettings settings) {
    Parts parts = Parts.of(settings);
    lock.lock();
    try {
      if (made == null || !made.parts.equals(parts)) {
        made = new Made(parts, new LastingClient(builder(parts)::build));
      }
      return made.client.get();
    } finally {
      lock.unlock();
    }
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

  /// The same for whoever needs a client of their own.
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
    EnvironmentProxies proxies = parts.proxies;
    proxies.complaints().forEach(complaint -> LOG.log(Level.WARNING, complaint));
    if (!proxies.isEmpty()) {
      client.proxy(proxies.selector());
    }
    return client;
  }
}

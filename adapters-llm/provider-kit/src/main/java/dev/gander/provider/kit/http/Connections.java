package dev.gander.provider.kit.http;

import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One HTTP client, created for the first request and shared by all later ones while the settings
/// for certificates and proxies stay the same and it works: the JDK closes one for good when memory
/// runs out in its own thread. It follows no redirects, see [Redirect]. Any thread.
public final class Connections {
  private static final System.Logger LOG = System.getLogger(Connections.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(30);

  private record Made(Tls tls, EnvironmentProxies proxies, HttpClient client) {
    boolean serves(Tls wantedTls, EnvironmentProxies wantedProxies) {
      return tls.equals(wantedTls) && proxies.equals(wantedProxies) && !client.isTerminated();
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Made made;

  /// @throws ConnectionException if a certificate in the settings cannot be used
  public HttpClient client(NetworkSettings settings) {
    Tls tls = Tls.from(settings);
    EnvironmentProxies proxies = EnvironmentProxies.from(settings.environment());
    lock.lock();
    try {
      if (made == null || !made.serves(tls, proxies)) {
        made = new Made(tls, proxies, build(tls, proxies));
      }
      return made.client;
    } finally {
      lock.unlock();
    }
  }

  private static HttpClient build(Tls tls, EnvironmentProxies proxies) {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            // See Redirect: the JDK would send keys to any server.
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    if (!tls.isDefault()) {
      client.sslContext(tls.context());
    }
    proxies.complaints().forEach(complaint -> LOG.log(Level.WARNING, complaint));
    if (!proxies.isEmpty()) {
      client.proxy(proxies.selector());
    }
    return client.build();
  }
}

package dev.gander.adapters.http.options;

import dev.gander.adapters.http.tls.TlsIdentity;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the server listens.
///
/// @param host the name or address to bind
/// @param port 0 for any free port
/// @param secretKey the required value of `X-Secret-Key`; never empty
/// @param tls null for plain HTTP
/// @param allowedHosts names that clients may use besides the loopback names
///   (`GOOSE_ALLOWED_HOSTS`)
/// @param heartbeat how often an event stream shows that it is alive; goosed: 500 ms
/// @param clients what a client may take up
public record HttpOptions(
    String host,
    int port,
    String secretKey,
    @Nullable TlsIdentity tls,
    Set<String> allowedHosts,
    Duration heartbeat,
    ClientLimits clients) {
  public HttpOptions {
    if (secretKey.isBlank()) {
      throw new IllegalArgumentException("secretKey is empty");
    }
    allowedHosts = Set.copyOf(allowedHosts);
  }

  /// With goosed's heartbeat, 30 s for slow clients, 5 minutes for idle ones, and half of the
  /// process's descriptors for connections.
  public static HttpOptions of(
      String host,
      int port,
      String secretKey,
      @Nullable TlsIdentity tls,
      Set<String> allowedHosts) {
    return new HttpOptions(
        host,
        port,
        secretKey,
        tls,
        allowedHosts,
        Duration.ofMillis(500),
        ClientLimits.forDescriptors(DescriptorLimit.ofProcess()));
  }
}

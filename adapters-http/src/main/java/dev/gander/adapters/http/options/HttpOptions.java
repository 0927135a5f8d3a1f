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
/// @param patience how long a client may leave data unread, or delay a body that it has announced
public record HttpOptions(
    String host,
    int port,
    String secretKey,
    @Nullable TlsIdentity tls,
    Set<String> allowedHosts,
    Duration heartbeat,
    Duration patience) {
  public HttpOptions {
    if (secretKey.isBlank()) {
      throw new IllegalArgumentException("secretKey is empty");
    }
    allowedHosts = Set.copyOf(allowedHosts);
  }

  /// With goosed's heartbeat, and 30 s for slow clients.
  public static HttpOptions of(
      String host,
      int port,
      String secretKey,
      @Nullable TlsIdentity tls,
      Set<String> allowedHosts) {
    return new HttpOptions(
        host, port, secretKey, tls, allowedHosts, Duration.ofMillis(500), Duration.ofSeconds(30));
  }
}

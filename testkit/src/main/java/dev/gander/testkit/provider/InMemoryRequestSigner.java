package dev.gander.testkit.provider;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Signs with a hash over everything and the key; `authorization` is `TEST region/service hash`.
/// Refuses to sign without a key. Thread-safe.
public record InMemoryRequestSigner(Optional<String> key, Optional<String> region)
    implements RequestSigner {
  @Override
  public Map<String, String> sign(
      String method,
      URI address,
      Map<String, String> headers,
      byte[] body,
      Scope scope,
      ProviderSettings settings)
      throws InterruptedException {
    failIfInterrupted();
    String secret =
        key.orElseThrow(() -> new ProviderException.Authentication("there are no keys"));
    String said = method + address + new TreeMap<>(headers) + scope + Arrays.hashCode(body);
    int hash = Objects.hash(said, secret);
    return Map.of(
        "authorization",
        "TEST " + scope.region() + "/" + scope.service() + " " + Integer.toHexString(hash));
  }

  @Override
  public Optional<String> region(ProviderSettings settings) throws InterruptedException {
    failIfInterrupted();
    return region;
  }

  private static void failIfInterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before signing");
    }
  }
}

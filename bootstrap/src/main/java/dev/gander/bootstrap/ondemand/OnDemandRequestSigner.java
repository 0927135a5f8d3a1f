package dev.gander.bootstrap.ondemand;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.RequestSigner;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Signatures for Amazon's cloud, loaded with the first request that needs one, since they require
/// the AWS SDK.
public final class OnDemandRequestSigner implements RequestSigner {
  private final OnDemand<RequestSigner> signer =
      new OnDemand<>(
          RequestSigner.class,
          "dev.gander.adapters.aws",
          "aws",
          () -> new ProviderException.Unsupported("Signing with AWS keys is not installed"));

  @Override
  public Map<String, String> sign(
      String method,
      URI address,
      Map<String, String> headers,
      byte[] body,
      Scope scope,
      ProviderSettings settings)
      throws InterruptedException {
    return signer.get().sign(method, address, headers, body, scope, settings);
  }

  @Override
  public Optional<String> region(ProviderSettings settings) throws InterruptedException {
    return signer.get().region(settings);
  }
}

package dev.gander.domain.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Authenticates to a cloud whose keys sign each request and are never sent. Finds the user's keys
/// where that cloud's own tools would: in the settings, in profiles, through another program's
/// sign-in, on the machine itself. Thread-safe.
public interface RequestSigner {
  /// The scope of a signature: a cloud service, by its name in signatures, in a region.
  record Scope(String service, String region) {}

  /// Signs a request that is sent within the next few minutes.
  ///
  /// @param headers further headers for the signature to cover
  /// @return the headers to send along
  /// @throws dev.gander.domain.error.ProviderException `Authentication` if the user has no usable
  ///   keys: the text explains what to do and contains no secret; `NetworkError` if keys have to be
  ///   fetched and their source cannot be reached; `Unsupported` if no signer is installed
  /// @throws InterruptedException if the thread was interrupted
  Map<String, String> sign(
      String method,
      URI address,
      Map<String, String> headers,
      byte[] body,
      Scope scope,
      ProviderSettings settings)
      throws InterruptedException;

  /// The region in the user's profile, for when no setting names one; empty if there is none.
  Optional<String> region(ProviderSettings settings) throws InterruptedException;
}

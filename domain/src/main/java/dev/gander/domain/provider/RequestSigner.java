package dev.gander.domain.provider;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// Proves to a cloud who is asking, where keys sign each request and are never sent. Finds the
/// user's keys wherever that cloud's own programs would: in the settings, in profiles, by a sign-in
/// that another program did, on the machine itself. Any thread.
public interface RequestSigner {
  /// What a signature holds for: a service of the cloud, by the name it has in signatures, in a
  /// region.
  record Scope(String service, String region) {}

  /// Signs a request that is sent within the next minutes.
  ///
  /// @param headers further headers that the signature shall cover
  /// @return the headers to send along
  /// @throws dev.gander.domain.error.ProviderException `Authentication` if the user has no keys, or
  ///   they cannot be used: the text says what to do and holds no secret; `NetworkError` if keys
  ///   have to be fetched and whoever gives them cannot be reached; `Unsupported` if nothing that
  ///   can sign is installed
  /// @throws InterruptedException if the thread was interrupted
  Map<String, String> sign(
      String method,
      URI address,
      Map<String, String> headers,
      byte[] body,
      Scope scope,
      ProviderSettings settings)
      throws InterruptedException;

  /// The region that the user's profile names, for want of a setting; empty if it names none.
  Optional<String> region(ProviderSettings settings) throws InterruptedException;
}

package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.util.Map;

/// What a service does its own way where others agree: how a request shows who is asking, and what
/// a refusal means.
public record Manners(Signature signature, Refusals refusals) {
  static final Manners USUAL = new Manners((_, _) -> Map.of(), StatusErrors::of);

  /// Signs requests, each try anew.
  @FunctionalInterface
  public interface Signature {
    /// The headers that prove who sends this request.
    ///
    /// @throws ProviderException if the user has no keys to sign with
    Map<String, String> headers(HttpRequest request, byte[] body) throws InterruptedException;
  }

  /// Understands answers with a bad status.
  @FunctionalInterface
  public interface Refusals {
    /// @param body what could be read of it, maybe no JSON
    ProviderException read(int status, URI address, String body, HttpHeaders headers, Clock clock);
  }
}

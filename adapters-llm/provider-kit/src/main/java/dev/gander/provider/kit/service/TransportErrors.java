package dev.gander.provider.kit.service;

import dev.gander.domain.error.ConnectionFailure;
import dev.gander.domain.error.ProviderException;
import dev.gander.provider.kit.stream.SseReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/// Explains failures below HTTP to people.
final class TransportErrors {
  private TransportErrors() {}

  static ProviderException of(IOException failure, URI address) {
    String host = host(address);
    return switch (failure) {
      case HttpTimeoutException late -> late(late);
      case ConnectException _ ->
          new ProviderException.NetworkError(
              "Could not connect to " + host + " — check your network connection and try again.",
              failure);
      case SSLException _ ->
          new ProviderException.NetworkError(
              "Could not connect securely to " + host + " — " + reason(failure), failure);
      default ->
          new ProviderException.NetworkError(
              "Network error — the connection to " + host + " broke: " + reason(failure), failure);
    };
  }

  /// @param waited how long, and the setting for it
  static ProviderException notConnected(
      HttpConnectTimeoutException failure, URI address, String waited) {
    return new ProviderException.NetworkError(
        "Could not connect to "
            + host(address)
            + " within "
            + waited
            + " — check your network connection and try again.",
        failure);
  }

  private static String host(URI address) {
    return address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
  }

  /// Whether a deadline passed while the service was at work. It would have to do all of it again.
  static boolean isLate(ProviderException failure) {
    return failure.getCause() instanceof HttpTimeoutException
        && !(failure.getCause() instanceof HttpConnectTimeoutException);
  }

  private static ProviderException late(HttpTimeoutException failure) {
    return new ProviderException.NetworkError(
        "Request timed out — " + failure.getMessage() + ".", failure);
  }

  /// A stream that broke off after its beginning.
  static ProviderException inStream(IOException failure) {
    return switch (failure) {
      case HttpTimeoutException late -> late(late);
      case SseReader.LineTooLong _ ->
          new ProviderException.RequestFailed("Stream decode error: " + reason(failure), failure);
      default ->
          new ProviderException.NetworkError("Stream decode error: " + reason(failure), failure);
    };
  }

  private static String reason(IOException failure) {
    return new ConnectionFailure(failure).words();
  }
}

package dev.gander.adapters.mcp.wire;

import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server's answer 401 or 403 to a request.
///
/// @param challenges its `WWW-Authenticate` headers
/// @param bearer the token that the request had
public record AccessRefusal(int status, List<String> challenges, Optional<String> bearer) {
  private static final String SCHEME = "Bearer ";

  static Optional<AccessRefusal> in(@Nullable Throwable failure) {
    return failure instanceof McpHttpClientTransportAuthorizationException refused
        ? Optional.of(of(refused))
        : Optional.empty();
  }

  private static AccessRefusal of(McpHttpClientTransportAuthorizationException refused) {
    return new AccessRefusal(
        refused.getResponseInfo().statusCode(),
        refused.getResponseInfo().headers().allValues("WWW-Authenticate"),
        refused
            .getRequestSnapshot()
            .headers()
            .firstValue("Authorization")
            .filter(value -> value.startsWith(SCHEME))
            .map(value -> value.substring(SCHEME.length())));
  }

  String words() {
    return "Transport send error: unexpected server response: HTTP " + status;
  }

  /// Printing this does not reveal the token.
  @Override
  public String toString() {
    return words();
  }
}

package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an authorization server says about itself (RFC 8414).
///
/// @param registration where clients register; null if they cannot
/// @param scopes all that it has; empty if it does not say
/// @param methods how clients may identify themselves for tokens; empty if it does not say
/// @param readsDocuments whether a client may be the address of a document about it
/// @param namesItself whether the browser brings its issuer with a code (RFC 9207)
record ServerMetadata(
    String issuer,
    URI authorize,
    URI token,
    @Nullable URI registration,
    List<String> scopes,
    List<String> methods,
    boolean readsDocuments,
    boolean namesItself) {

  /// @throws OAuthException if it cannot be used
  static ServerMetadata of(JsonObject metadata, SafeAddress addresses) {
    List<String> challenges = LoginScopes.in(metadata, "code_challenge_methods_supported");
    if (!challenges.isEmpty() && !challenges.contains("S256")) {
      throw new OAuthException(
          Kind.UNUSABLE_ANSWER, "The authorization server does not support PKCE with S256");
    }
    return new ServerMetadata(
        metadata.text("issuer").orElse(""),
        addresses.need(metadata, "authorization_endpoint"),
        addresses.need(metadata, "token_endpoint"),
        metadata.text("registration_endpoint").isPresent()
            ? addresses.need(metadata, "registration_endpoint")
            : null,
        LoginScopes.in(metadata, "scopes_supported"),
        LoginScopes.in(metadata, "token_endpoint_auth_methods_supported"),
        isTrue(metadata, "client_id_metadata_document_supported"),
        isTrue(metadata, "authorization_response_iss_parameter_supported"));
  }

  private static boolean isTrue(JsonObject metadata, String member) {
    return Json.of(true).equals(metadata.get(member));
  }

  /// Whether this is the issuer; some write the same one with and without a slash at its end.
  boolean isIssuer(String other) {
    return isSame(issuer, other);
  }

  static boolean isSame(String issuer, String other) {
    return withoutSlash(issuer).equals(withoutSlash(other));
  }

  private static String withoutSlash(String issuer) {
    return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
  }
}

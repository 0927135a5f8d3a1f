package dev.gander.adapters.mcp.oauth;

import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.OAuthHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// As what an authorization server knows us.
///
/// @param secret null if it gave us none
/// @param method how we identify ourselves where tokens are issued
record ClientIdentity(String id, @Nullable String secret, String method) {
  static final String NONE = "none";
  static final String BASIC = "client_secret_basic";
  static final String POST = "client_secret_post";

  /// The identity in an answer to a registration, in a client of the user's own, or in stored
  /// credentials. An empty secret is none.
  ///
  /// @param supported the methods of the server; empty if it does not say
  static Optional<ClientIdentity> in(JsonObject json, List<String> supported) {
    String secret = json.text("client_secret").filter(text -> !text.isEmpty()).orElse(null);
    String wish = json.text("token_endpoint_auth_method").orElse("");
    return json.text("client_id")
        .filter(id -> !id.isBlank())
        .map(id -> new ClientIdentity(id, secret, method(secret, wish, supported)));
  }

  private static String method(@Nullable String secret, String wish, List<String> supported) {
    if (secret == null) {
      return NONE;
    }
    if (List.of(BASIC, POST).contains(wish)) {
      return wish;
    }
    return supported.isEmpty() || supported.contains(BASIC) ? BASIC : POST;
  }

  /// The answer to a request for tokens.
  OAuthHttp.Answer request(OAuthHttp http, URI token, Map<String, String> grant)
      throws InterruptedException {
    Map<String, String> fields = new LinkedHashMap<>(grant);
    if (secret != null && method.equals(BASIC)) {
      return http.with("Authorization", basic(secret)).postForm(token, fields);
    }
    fields.put("client_id", id);
    if (secret != null) {
      fields.put("client_secret", secret);
    }
    return http.postForm(token, fields);
  }

  private String basic(String password) {
    String both = encoded(id) + ":" + encoded(password);
    return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// Printing this does not reveal the secret.
  @Override
  public String toString() {
    return "ClientIdentity[" + id + "]";
  }
}

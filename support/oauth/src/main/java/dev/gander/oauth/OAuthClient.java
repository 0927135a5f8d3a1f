package dev.gander.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The program that requests tokens: known to a service by an id, and by a secret if it has one.
///
/// @param extras more fields of every token request, such as `resource` (RFC 8707)
public record OAuthClient(String id, @Nullable String secret, Map<String, String> extras) {
  public OAuthClient {
    extras = Map.copyOf(extras);
  }

  public OAuthClient(String id, @Nullable String secret) {
    this(id, secret, Map.of());
  }

  /// A program that cannot keep a secret.
  public OAuthClient(String id) {
    this(id, null);
  }

  /// The form fields that identify it.
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("client_id", id);
    if (secret != null) {
      fields.put("client_secret", secret);
    }
    fields.putAll(extras);
    return fields;
  }

  /// Printing this does not reveal the secret.
  @Override
  public String toString() {
    return "OAuthClient[" + id + "]";
  }
}

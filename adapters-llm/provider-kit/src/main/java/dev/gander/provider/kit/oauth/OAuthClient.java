package dev.gander.provider.kit.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The program that asks for tokens: known to a service by an id, and by a secret if it was given
/// one.
///
/// @param extras more fields of every request for tokens, such as `resource` (RFC 8707)
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

  /// The fields of a form that identify it.
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("client_id", id);
    if (secret != null) {
      fields.put("client_secret", secret);
    }
    fields.putAll(extras);
    return fields;
  }

  /// The secret stays out of whatever prints this.
  @Override
  public String toString() {
    return "OAuthClient[" + id + "]";
  }
}

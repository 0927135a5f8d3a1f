package dev.gander.provider.kit.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who asks for tokens: a program that its service knows by an id, and by a secret if it gave one.
public record OAuthClient(String id, @Nullable String secret) {
  /// A program that cannot keep a secret.
  public OAuthClient(String id) {
    this(id, null);
  }

  /// The fields of a form that name it.
  Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("client_id", id);
    if (secret != null) {
      fields.put("client_secret", secret);
    }
    return fields;
  }

  /// The secret stays out of whatever prints this.
  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}

package dev.gander.domain.provider.declared;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;

/// The secret that a declared service is used with.
///
/// @param name of the secret, empty for none
/// @param required whether the service rejects requests without it
public record ServiceKey(String name, boolean required) {

  public boolean isNamed() {
    return !name.isEmpty();
  }

  /// The secret's name, else the one generated from the provider's id.
  public String nameOrGenerated(String id) {
    return isNamed() ? name : ProviderId.keyName(id);
  }

  /// Whether the name was generated from this provider's id. A secret with another name may be
  /// shared with other providers.
  public boolean isGeneratedFor(String id) {
    return name.equals(ProviderId.keyName(id));
  }

  ConfigKey asConfigKey(boolean asRequired) {
    return new ConfigKey(name, asRequired, true, null, false, false, true);
  }

  static ServiceKey read(JsonFields fields) {
    return new ServiceKey(
        fields.orElse("api_key_env", JsonFields::asText, ""),
        fields.orElse("requires_auth", JsonFields::asBool, true));
  }
}

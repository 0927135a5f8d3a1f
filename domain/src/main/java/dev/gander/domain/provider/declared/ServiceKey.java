package dev.gander.domain.provider.declared;

import dev.gander.domain.json.JsonFields;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;

/// The secret with which a declared service is used.
///
/// @param name of the secret, empty for none
/// @param required whether the service refuses requests without it
public record ServiceKey(String name, boolean required) {

  public boolean isNamed() {
    return !name.isEmpty();
  }

  /// The secret's name, else the one that is made for the provider's id.
  public String nameOrGenerated(String id) {
    return isNamed() ? name : ProviderId.keyName(id);
  }

  /// Whether the name was made for this provider's id. A secret with another name may belong to
  /// others as well.
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

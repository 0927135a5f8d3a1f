package dev.gander.adapters.llm.oauth;

import dev.gander.adapters.llm.http.Surroundings;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.signin.SignUp;
import java.net.URI;

/// A row of the table of providers whose service one can sign up for. Its member `sign_up` has
///
/// - `page`, `exchange`, `callback`, `port` (0 if left out: any) and `names_method` where the
///   browser comes back with a code: see [KeyForCode]; or
/// - `device` where the service is asked until the user was there: see [KeyForDevice];
/// - `name` where users know the service as something else than the provider.
///
/// The model to begin with is the provider's default, and the key its first secret.
record SignUpRow(SignUp service, KeyFlow flow) {
  static SignUpRow read(JsonObject row, Surroundings surroundings) {
    ProviderMetadata metadata = ProviderMetadata.read(row);
    JsonFields way = JsonFields.of(row).required("sign_up", JsonFields::of);
    ConfigKey key =
        metadata.configKeys().stream().filter(ConfigKey::secret).findFirst().orElseThrow();
    return new SignUpRow(
        new SignUp(
            metadata.name(),
            way.orElse("name", JsonFields::asText, metadata.displayName()),
            metadata.defaultModel(),
            key.name()),
        flow(way, surroundings));
  }

  private static KeyFlow flow(JsonFields way, Surroundings surroundings) {
    URI device = way.optional("device", SignUpRow::address);
    return device != null
        ? new KeyForDevice(device, surroundings)
        : new KeyForCode(
            way.required("page", SignUpRow::address),
            way.required("exchange", SignUpRow::address),
            way.text("callback"),
            way.orElse("names_method", JsonFields::asBool, false),
            new CallbackPort(way.orElse("port", JsonFields::asInt, 0), "/"));
  }

  private static URI address(Json json) {
    return URI.create(JsonFields.asText(json));
  }
}

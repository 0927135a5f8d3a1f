package dev.gander.adapters.llm.signin.signup;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.ProviderMetadata;
import dev.gander.domain.provider.ProviderMetadata.ConfigKey;
import dev.gander.domain.provider.signin.SignUp;
import dev.gander.oauth.CallbackPort;
import dev.gander.oauth.KeyExchangeFlow;
import dev.gander.provider.kit.ClientEnvironment;
import java.net.URI;

/// A row of the table of providers whose service offers a sign-up. Its member `sign_up` has
///
/// - `page`, `exchange`, `callback`, `port` (0 if left out: any) and `names_method` if the browser
///   comes back with a code: see [KeyExchangeFlow]; or
/// - `device` if the service is polled until the user has visited its page: see [KeyForDevice];
/// - `name` if users know the service by another name than the provider's.
///
/// The first model is the provider's default, and the key its first secret.
record SignUpRow(SignUp service, KeyFlow flow) {
  static SignUpRow read(JsonObject row, ClientEnvironment environment) {
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
        flow(way, environment));
  }

  private static KeyFlow flow(JsonFields way, ClientEnvironment environment) {
    URI device = way.optional("device", SignUpRow::address);
    return device != null
        ? new KeyForDevice(device, environment)
        : new KeyExchangeFlow(
                way.required("page", SignUpRow::address),
                way.required("exchange", SignUpRow::address),
                way.text("callback"),
                way.orElse("names_method", JsonFields::asBool, false),
                new CallbackPort(way.orElse("port", JsonFields::asInt, 0), "/"))
            ::key;
  }

  private static URI address(Json json) {
    return URI.create(JsonFields.asText(json));
  }
}

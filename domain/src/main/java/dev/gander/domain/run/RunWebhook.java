package dev.gander.domain.run;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookSecret;

/// Who is told of a run's end beside the webhooks that are told of every run's. JSON form: the id
/// of a webhook, or `{url, secret}`.
public sealed interface RunWebhook {
  /// One that was made before.
  record Made(WebhookId id) implements RunWebhook {}

  /// An address for this run alone.
  record Given(WebhookAddress address, WebhookSecret secret) implements RunWebhook {}

  /// @throws dev.gander.domain.error.InvalidInput if it is none
  static RunWebhook read(Json json) {
    if (json instanceof JsonString(String id)) {
      return new Made(new WebhookId(id));
    }
    JsonFields fields = JsonFields.of(json);
    fields.only("url", "secret");
    return new Given(
        WebhookAddress.of(fields.text("url")), new WebhookSecret(fields.text("secret")));
  }

  /// With the secret, for the store alone.
  default Json toJson() {
    return switch (this) {
      case Made(WebhookId id) -> Json.of(id.text());
      case Given(WebhookAddress address, WebhookSecret secret) ->
          JsonObject.of("url", Json.of(address.toString())).with("secret", Json.of(secret.text()));
    };
  }
}

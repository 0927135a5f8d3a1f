package dev.gander.adapters.http.webhook;

import dev.gander.adapters.http.call.Answer;
import dev.gander.adapters.http.call.Call;
import dev.gander.adapters.http.call.Refusal;
import dev.gander.adapters.http.call.Route;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.webhook.Webhook;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookDelivery.State;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookTopic;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Addresses that are told of what happens.
public final class WebhookRoutes {
  private static final String PATH = "/gander/v1/webhooks";
  private static final String DELIVERIES = PATH + "/deliveries";
  private static final int USUAL_DELIVERIES = 50;
  private static final int MOST_DELIVERIES = 500;

  private final UseCases.Webhooks use;

  public WebhookRoutes(UseCases.Webhooks use) {
    this.use = use;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("list_webhooks", PATH, this::list),
        Route.post("create_webhook", PATH, this::create),
        Route.delete("delete_webhook", PATH + "/{id}", this::delete),
        Route.post("rotate_webhook_secret", PATH + "/{id}/rotate", this::rotate),
        Route.get("list_webhook_deliveries", DELIVERIES, this::deliveries),
        Route.post("resend_webhook_delivery", DELIVERIES + "/{id}/resend", this::resend));
  }

  private Answer list(Call call) {
    return Answer.json(
        JsonObject.of("webhooks", JsonArray.of(use.list().list(call.caller()), Webhook::toJson)));
  }

  private record Creation(
      WebhookAddress address,
      Set<WebhookTopic> topics,
      @Nullable String schedule,
      @Nullable WebhookSecret secret) {
    static Creation read(JsonFields fields) {
      String secret = fields.only("url", "events", "schedule_id", "secret").optionalText("secret");
      return new Creation(
          WebhookAddress.of(fields.text("url")),
          Set.copyOf(fields.required("events", JsonFields.listOf(WebhookTopic::read))),
          fields.optionalText("schedule_id"),
          secret == null ? null : new WebhookSecret(secret));
    }
  }

  private Answer create(Call call) {
    Creation wanted = call.body(Creation::read);
    Webhook made =
        use.create()
            .create(
                call.caller(),
                wanted.address(),
                wanted.topics(),
                wanted.schedule(),
                wanted.secret());
    return Answer.json(201, withSecret(made));
  }

  private static JsonObject withSecret(Webhook webhook) {
    return webhook.toJson().with("secret", Json.of(webhook.secret().text()));
  }

  private Answer delete(Call call) {
    use.delete().delete(call.caller(), id(call));
    return Answer.noContent();
  }

  private Answer rotate(Call call) {
    return Answer.json(withSecret(use.rotate().rotate(call.caller(), id(call))));
  }

  private static WebhookId id(Call call) {
    return new WebhookId(call.path("id"));
  }

  private Answer deliveries(Call call) {
    State state =
        call.query()
            .optionalText("state")
            .map(
                name ->
                    State.parse(name)
                        .orElseThrow(
                            () -> new Refusal(400, "state must be waiting, delivered or dead")))
            .orElse(null);
    long before = call.query().optionalUnsigned("before").orElse(Long.MAX_VALUE);
    long limit = call.query().optionalUnsigned("limit").orElse(USUAL_DELIVERIES);
    List<WebhookDelivery> found =
        use.deliveries().list(call.caller(), state, before, Math.clamp(limit, 1, MOST_DELIVERIES));
    return Answer.json(JsonObject.of("deliveries", JsonArray.of(found, WebhookDelivery::toJson)));
  }

  private Answer resend(Call call) {
    String text = call.path("id");
    long number = text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    return Answer.json(use.resend().resend(call.caller(), number).toJson());
  }
}

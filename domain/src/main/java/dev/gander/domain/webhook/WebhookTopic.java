package dev.gander.domain.webhook;

import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import java.util.Arrays;

/// What webhooks tell.
public enum WebhookTopic {
  /// A run has ended, in whatever state.
  RUN_ENDED("run.ended"),
  /// A turn waits for a person.
  APPROVAL_OPEN("approval.open"),
  /// A run of a job has not succeeded.
  SCHEDULE_FAILED("schedule.failed"),
  BUDGET_SPENT("budget.spent");

  private final String wire;

  WebhookTopic(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /// @throws InvalidShape for any other text
  public static WebhookTopic read(Json value) {
    String word = JsonFields.asText(value);
    return Arrays.stream(values())
        .filter(topic -> topic.wire.equals(word))
        .findFirst()
        .orElseThrow(() -> InvalidShape.unknownVariant(word));
  }
}

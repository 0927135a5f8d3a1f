package dev.gander.application.api.program;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookId;
import dev.gander.domain.webhook.WebhookTopic;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What `goosed webhooks` is to do.
public sealed interface WebhookOrder {
  /// @param schedule the only job that it is told of; null for all
  record Add(WebhookAddress address, Set<WebhookTopic> topics, @Nullable String schedule)
      implements WebhookOrder {}

  record ListAll() implements WebhookOrder {}

  record Remove(WebhookId id) implements WebhookOrder {}

  record Rotate(WebhookId id) implements WebhookOrder {}

  /// List what was given up.
  record Dead() implements WebhookOrder {}

  /// @param delivery its number
  record Resend(long delivery) implements WebhookOrder {}

  /// @param list separated by commas; empty for none
  /// @throws InvalidInput if one is unknown
  static Set<WebhookTopic> topics(String list) {
    Set<WebhookTopic> topics = EnumSet.noneOf(WebhookTopic.class);
    for (String word : list.isEmpty() ? new String[0] : list.split(",", -1)) {
      topics.add(topic(word.strip()));
    }
    return topics;
  }

  private static WebhookTopic topic(String word) {
    try {
      return WebhookTopic.read(Json.of(word));
    } catch (InvalidShape _) {
      String known =
          Arrays.stream(WebhookTopic.values())
              .map(WebhookTopic::wire)
              .collect(Collectors.joining(", "));
      throw new InvalidInput("'" + word + "' is no event; they are " + known);
    }
  }
}

package dev.gander.domain.webhook;

/// The id of a webhook, as in `wh_0b8c…`.
public record WebhookId(String text) {
  @Override
  public String toString() {
    return text;
  }
}

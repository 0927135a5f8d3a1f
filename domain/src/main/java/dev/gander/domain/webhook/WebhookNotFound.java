package dev.gander.domain.webhook;

import dev.gander.domain.error.NotFound;

/// There is no webhook or delivery with this id, or it is somebody else's.
public final class WebhookNotFound extends NotFound {
  private static final long serialVersionUID = 1;

  public WebhookNotFound(String id) {
    super("Webhook not found: " + id);
  }
}

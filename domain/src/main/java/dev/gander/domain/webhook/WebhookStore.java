package dev.gander.domain.webhook;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The webhooks that someone has made. Thread-safe, and against other processes. What was written
/// survives a power failure. Every method throws [dev.gander.domain.error.StorageException] when
/// the store cannot be reached; nothing was changed then.
public interface WebhookStore {
  void add(Webhook webhook);

  /// All of them, the oldest first.
  List<Webhook> list();

  /// Empty for an unknown id.
  Optional<Webhook> find(WebhookId id);

  /// Changes one, atomically.
  ///
  /// @param change is given the webhook as it is; must not change its id; may be called twice
  /// @return the webhook after that; empty for an unknown id
  Optional<Webhook> change(WebhookId id, UnaryOperator<Webhook> change);

  /// What is on its way to it stays in the queue.
  ///
  /// @return false for an unknown id
  boolean delete(WebhookId id);
}

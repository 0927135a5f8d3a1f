package dev.gander.domain.webhook;

import dev.gander.domain.access.KeyId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Events on their way. Servers on one machine may share it. Thread-safe, and against other
/// processes. What was written survives a kill of the process, and what was added a power failure.
/// Every method throws [dev.gander.domain.error.StorageException] when the queue cannot be reached;
/// nothing was changed then.
public interface DeliveryQueue {
  /// Adds these and assigns their numbers, all or none. One whose event is or was on its way to the
  /// same address for the same owner is left out: another owner's receiver expects another
  /// signature.
  void add(List<WebhookDelivery> deliveries);

  /// Takes waiting deliveries that are due, the oldest first. They are this server's until they are
  /// [settled][#settle], or it dies; nobody else gets them meanwhile. Creates nothing if nothing
  /// was ever added.
  List<WebhookDelivery> take(Instant now, int limit);

  /// Stores how an attempt has ended. Does nothing for an unknown number.
  void settle(WebhookDelivery delivery);

  /// How many [#forget] would remove now.
  int surplus(Instant before);

  /// Removes deliveries of events from before a time, to the second, that have arrived or were
  /// given up. Creates nothing if nothing was ever added.
  ///
  /// @return how many
  int forget(Instant before);

  /// How many wait to be delivered, due or not, also those that are taken.
  default long waiting() {
    return list(null, WebhookDelivery.State.WAITING, Long.MAX_VALUE, Integer.MAX_VALUE).size();
  }

  /// Empty for an unknown number.
  Optional<WebhookDelivery> find(long number);

  /// The newest first.
  ///
  /// @param owner null for everybody's
  /// @param state null for all
  /// @param before only lower numbers
  List<WebhookDelivery> list(
      @Nullable KeyId owner, WebhookDelivery.@Nullable State state, long before, int limit);
}

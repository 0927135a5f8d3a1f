package dev.gander.testkit.webhook;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.webhook.DeliveryQueue;
import dev.gander.domain.webhook.WebhookDelivery;
import dev.gander.domain.webhook.WebhookDelivery.State;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One server's view of a queue in memory.
public final class InMemoryDeliveryQueue implements DeliveryQueue {
  private final Shared shared;
  private final Object server = new Object();

  private static final class Shared {
    final TreeMap<Long, WebhookDelivery> deliveries = new TreeMap<>();
    final Map<Long, Object> takers = new HashMap<>();
    final Set<Object> dead = new HashSet<>();
  }

  public InMemoryDeliveryQueue() {
    this(new Shared());
  }

  private InMemoryDeliveryQueue(Shared shared) {
    this.shared = shared;
  }

  /// The same queue, seen from another server.
  public InMemoryDeliveryQueue ofAnotherServer() {
    return new InMemoryDeliveryQueue(shared);
  }

  /// The server that has this view dies.
  public void die() {
    synchronized (shared) {
      shared.dead.add(server);
    }
  }

  @Override
  public void add(List<WebhookDelivery> deliveries) {
    synchronized (shared) {
      for (WebhookDelivery delivery : deliveries) {
        boolean isKnown =
            shared.deliveries.values().stream()
                .anyMatch(
                    known ->
                        known.event().equals(delivery.event())
                            && known.address().equals(delivery.address())
                            && known.owner().equals(delivery.owner()));
        if (!isKnown) {
          long number = shared.deliveries.isEmpty() ? 1 : shared.deliveries.lastKey() + 1;
          shared.deliveries.put(number, delivery.numbered(number));
        }
      }
    }
  }

  @Override
  public List<WebhookDelivery> take(Instant now, int limit) {
    synchronized (shared) {
      List<WebhookDelivery> due =
          shared.deliveries.values().stream()
              .filter(delivery -> delivery.progress().state() == State.WAITING)
              .filter(delivery -> !delivery.progress().due().isAfter(now))
              .filter(delivery -> isFree(delivery.number()))
              .sorted(
                  Comparator.comparing((WebhookDelivery delivery) -> delivery.progress().due())
                      .thenComparingLong(WebhookDelivery::number))
              .limit(limit)
              .toList();
      due.forEach(delivery -> shared.takers.put(delivery.number(), server));
      return due;
    }
  }

  private boolean isFree(long number) {
    Object taker = shared.takers.get(number);
    return taker == null || shared.dead.contains(taker);
  }

  @Override
  public void settle(WebhookDelivery delivery) {
    synchronized (shared) {
      shared.deliveries.computeIfPresent(delivery.number(), (_, _) -> delivery);
      shared.takers.remove(delivery.number());
    }
  }

  @Override
  public int surplus(Instant before) {
    synchronized (shared) {
      return (int) shared.deliveries.values().stream().filter(it -> isOver(it, before)).count();
    }
  }

  @Override
  public int forget(Instant before) {
    synchronized (shared) {
      int gone = surplus(before);
      shared.deliveries.values().removeIf(it -> isOver(it, before));
      return gone;
    }
  }

  private static boolean isOver(WebhookDelivery delivery, Instant before) {
    return delivery.progress().state() != State.WAITING
        && delivery
            .progress()
            .created()
            .truncatedTo(ChronoUnit.SECONDS)
            .isBefore(before.truncatedTo(ChronoUnit.SECONDS));
  }

  @Override
  public Optional<WebhookDelivery> find(long number) {
    synchronized (shared) {
      return Optional.ofNullable(shared.deliveries.get(number));
    }
  }

  @Override
  public List<WebhookDelivery> list(
      @Nullable KeyId owner, @Nullable State state, long before, int limit) {
    synchronized (shared) {
      return shared.deliveries.headMap(before, false).descendingMap().values().stream()
          .filter(delivery -> owner == null || owner.equals(delivery.owner()))
          .filter(delivery -> state == null || state == delivery.progress().state())
          .limit(limit)
          .toList();
    }
  }
}

package dev.gander.testkit.share;

import static java.util.stream.Collectors.joining;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.share.EventId;
import dev.gander.domain.share.EventPointer;
import dev.gander.domain.share.RelayAddress;
import dev.gander.domain.share.ShareKey;
import dev.gander.domain.share.ShareLink;
import dev.gander.domain.share.SharedTexts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// Relays that are maps. Every address is a good relay but those that a test marks; ids and keys
/// are counted.
public final class InMemorySharedTexts implements SharedTexts {
  private record Kept(ShareKey key, String text) {}

  private final Map<RelayAddress, Map<EventId, Kept>> relays = new ConcurrentHashMap<>();
  private final Set<RelayAddress> dead = ConcurrentHashMap.newKeySet();
  private final Set<RelayAddress> silent = ConcurrentHashMap.newKeySet();
  private final Semaphore askedInVain = new Semaphore(0);
  private final AtomicLong count = new AtomicLong();

  /// From now on nobody answers there.
  public InMemorySharedTexts kill(RelayAddress relay) {
    dead.add(relay);
    return this;
  }

  /// From now on whoever asks there waits until it is interrupted.
  public InMemorySharedTexts silence(RelayAddress relay) {
    silent.add(relay);
    return this;
  }

  /// Waits until a silent relay has been asked, once for each question.
  public void awaitQuestion() throws InterruptedException {
    askedInVain.acquire();
  }

  @Override
  public ShareLink publish(String text, List<RelayAddress> to) throws InterruptedException {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("nothing to share");
    }
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new Unavailable("too long to be shared");
    }
    long number = count.incrementAndGet();
    EventId id = new EventId("%064x".formatted(number));
    ShareKey key = new ShareKey("%064x".formatted(number + 1000));
    List<RelayAddress> taking = answering(to);
    if (taking.isEmpty()) {
      throw new Unavailable("No relay took it: " + unreachable(to));
    }
    taking.forEach(
        relay ->
            relays
                .computeIfAbsent(relay, _ -> new ConcurrentHashMap<>())
                .put(id, new Kept(key, text)));
    return new ShareLink(new EventPointer(id, to, null, null), key);
  }

  @Override
  public String fetch(ShareLink link) throws InterruptedException {
    List<RelayAddress> from = link.event().relays();
    Kept kept =
        answering(from).stream()
            .map(relay -> relays.getOrDefault(relay, Map.of()).get(link.event().id()))
            .filter(found -> found != null)
            .findFirst()
            .orElseThrow(() -> new InvalidInput("No relay has it: " + unreachable(from)));
    if (!kept.key().equals(link.key())) {
      throw new InvalidInput("The key does not open it");
    }
    return kept.text();
  }

  private List<RelayAddress> answering(List<RelayAddress> all) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (all.stream().anyMatch(silent::contains)) {
      askedInVain.release();
      new CountDownLatch(1).await();
    }
    return all.stream().filter(relay -> !dead.contains(relay)).toList();
  }

  private static String unreachable(List<RelayAddress> relays) {
    return relays.stream().map(RelayAddress::text).collect(joining(", "));
  }
}

package dev.gander.adapters.http.app;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/// Pages that wait to be fetched by a frame: each once, within five minutes. When there are too
/// many or they are too long, the oldest ones go. Thread-safe.
final class AppGuests {
  static final int MOST = 64;
  static final long MOST_CHARS = 32L << 20;
  private static final long LIFE = Duration.ofMinutes(5).toNanos();

  private final LongSupplier nanos;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /// @param policy the content security policy
  record Page(String html, String policy) {}

  /// What a frame needs to fetch the page.
  ///
  /// @param secret stands for the server's key with this page only, so that the page never sees the
  ///   key in its own address
  record Ticket(String nonce, String secret) {}

  private record Waiting(Page page, String secret, long since) {}

  /// @param nanos a clock that measures, as [System#nanoTime]
  AppGuests(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized Ticket add(String html, String policy) {
    dropExpired();
    Ticket ticket = new Ticket(UUID.randomUUID().toString(), UUID.randomUUID().toString());
    waiting.put(
        ticket.nonce(), new Waiting(new Page(html, policy), ticket.secret(), nanos.getAsLong()));
    Iterator<Waiting> oldest = waiting.values().iterator();
    while (waiting.size() > MOST || chars() > MOST_CHARS) {
      oldest.next();
      oldest.remove();
    }
    return ticket;
  }

  /// Whether the secret is that of the page. The page stays.
  synchronized boolean admits(String nonce, String secret) {
    dropExpired();
    Waiting found = waiting.get(nonce);
    return found != null && MessageDigest.isEqual(bytes(found.secret()), bytes(secret));
  }

  /// Removes and returns a page; empty if it is not waiting any more.
  synchronized Optional<Page> take(String nonce) {
    dropExpired();
    return Optional.ofNullable(waiting.remove(nonce)).map(Waiting::page);
  }

  private void dropExpired() {
    long now = nanos.getAsLong();
    waiting.values().removeIf(it -> now - it.since() > LIFE);
  }

  private long chars() {
    return waiting.values().stream().mapToLong(it -> it.page().html().length()).sum();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

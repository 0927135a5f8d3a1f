package dev.gander.adapters.http.server;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Whether a connection waits for its client, and since when. While a request is answered it does
/// not: then [dev.gander.adapters.http.stream.ClientWatch] limits each read and write. Any thread.
final class ClientPace {
  private final Duration patience;
  private final Duration idle;
  private final LongSupplier nanoTime;

  // The rest is guarded by this object's lock.
  private long waitingSince;
  private long headSince;
  private boolean isHeadOpen;
  private boolean hasAsked;
  private int requests;

  /// Of a new connection, whose first request is awaited.
  ///
  /// @param patience how long a client may take to send the head of a request
  /// @param idle how long it may take to begin one after the last
  /// @param nanoTime the time, as of [System#nanoTime()]
  ClientPace(Duration patience, Duration idle, LongSupplier nanoTime) {
    this.patience = patience;
    this.idle = idle;
    this.nanoTime = nanoTime;
    this.waitingSince = nanoTime.getAsLong();
  }

  /// The client has begun to send a head. Its further pieces change nothing.
  synchronized void headBegins() {
    if (!isHeadOpen) {
      isHeadOpen = true;
      headSince = nanoTime.getAsLong();
    }
  }

  /// All of a head is here.
  synchronized void headEnds() {
    isHeadOpen = false;
  }

  synchronized void requestBegins() {
    hasAsked = true;
    requests++;
  }

  synchronized void requestEnds() {
    requests--;
    waitingSince = nanoTime.getAsLong();
  }

  synchronized boolean isAnswering() {
    return requests > 0;
  }

  /// Whether no request has come yet.
  synchronized boolean isNew() {
    return !hasAsked;
  }

  /// Since when no request has been answered, as of [System#nanoTime()]; now if one is.
  synchronized long waitingSince() {
    return requests > 0 ? nanoTime.getAsLong() : waitingSince;
  }

  /// Whether the client has taken too long.
  synchronized boolean isOverdue() {
    if (isHeadOpen && hasAsked) {
      return nanoTime.getAsLong() - headSince > patience.toNanos();
    }
    return nanoTime.getAsLong() - waitingSince() > (hasAsked ? idle : patience).toNanos();
  }
}

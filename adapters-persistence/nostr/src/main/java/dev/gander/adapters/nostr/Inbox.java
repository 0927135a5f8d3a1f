package dev.gander.adapters.nostr;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The messages that arrive on a WebSocket, whole, for a single reading thread. Relays cannot fill
/// the memory: one message is held at a time, the next is read from the network only on request,
/// and a large one is read further only with a permit, which this inbox then keeps.
final class Inbox implements WebSocket.Listener, AutoCloseable {
  /// The size that every relay may send at the same time as all others.
  static final int LARGE = 256 << 10;

  private sealed interface Item {
    record Message(String text) implements Item {}

    /// The message is longer than every relay may send.
    record Large() implements Item {}

    record End(RelayFailure why) implements Item {}
  }

  private final int longest;
  private final Semaphore permits;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private volatile boolean permitted;
  private StringBuilder text = new StringBuilder();

  /// @param longest the maximum length of a message in characters
  /// @param permits for large messages
  Inbox(int longest, Semaphore permits) {
    this.longest = longest;
    this.permits = permits;
  }

  /// Waits for the next message.
  ///
  /// @throws RelayFailure if none arrives in time, it is too long, or the connection has ended; no
  ///   more will come then
  String next(WebSocket socket, Deadline deadline) throws RelayFailure, InterruptedException {
    while (true) {
      socket.request(1);
      switch (items.poll(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
        case null -> throw Deadline.tooLate();
        case Item.Message(String message) -> {
          return message;
        }
        case Item.Large() -> awaitPermit(deadline);
        case Item.End(RelayFailure why) -> throw why;
      }
    }
  }

  private void awaitPermit(Deadline deadline) throws RelayFailure, InterruptedException {
    if (!permits.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
      throw Deadline.tooLate();
    }
    permitted = true;
  }

  @Override
  public void onOpen(WebSocket socket) {
    // Nothing is read until a message is requested.
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    if (data.length() > longest - text.length()) {
      items.add(new Item.End(new RelayFailure("sends more than was asked for")));
      socket.abort();
      return null;
    }
    text.append(data);
    if (last) {
      items.add(new Item.Message(text.toString()));
      text = new StringBuilder();
    } else if (text.length() > LARGE && !permitted) {
      items.add(new Item.Large());
    } else {
      socket.request(1);
    }
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    items.add(new Item.End(new RelayFailure("closed the connection", reason)));
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    items.add(new Item.End(RelayFailure.of("the connection broke", error)));
  }

  /// Returns the permit. Call from the reading thread when it has finished with the messages.
  @Override
  public void close() {
    if (permitted) {
      permits.release();
    }
  }
}

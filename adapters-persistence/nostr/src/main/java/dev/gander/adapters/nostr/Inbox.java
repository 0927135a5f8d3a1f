package dev.gander.adapters.nostr;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What arrives on a WebSocket, as whole messages, for one thread that asks. Relays cannot fill the
/// memory: one message is held at a time, the next is read from the network when it is asked for,
/// and a large one is read on when there is a permit for it, which this inbox then keeps.
final class Inbox implements WebSocket.Listener, AutoCloseable {
  /// What every relay may send at the same time as all others.
  static final int LARGE = 256 << 10;

  private sealed interface Item {
    record Message(String text) implements Item {}

    /// There is more of the message than everybody may send.
    record Large() implements Item {}

    record End(RelayFailure why) implements Item {}
  }

  private final int longest;
  private final Semaphore permits;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private volatile boolean permitted;
  private StringBuilder text = new StringBuilder();

  /// @param longest characters that a message may have
  /// @param permits for large messages
  Inbox(int longest, Semaphore permits) {
    this.longest = longest;
    this.permits = permits;
  }

  /// Waits for the next message.
  ///
  /// @throws RelayFailure if there is none in time, it is too long, or the connection has ended;
  ///   there will be no more then
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
    // Nothing is read until somebody asks.
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

  /// Gives the permit back. To be called by the thread that asked, when it is done with what came.
  @Override
  public void close() {
    if (permitted) {
      permits.release();
    }
  }
}

package dev.gander.adapters.nostr;

import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What arrives on a WebSocket, as whole messages. It holds one message at a time: the next is read
/// from the network when it is asked for, so that a relay cannot fill the memory. One thread asks.
final class Inbox implements WebSocket.Listener {
  private sealed interface Item {
    record Message(String text) implements Item {}

    record End(RelayFailure why) implements Item {}
  }

  private final int longest;
  private final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
  private StringBuilder text = new StringBuilder();

  /// @param longest characters that a message may have
  Inbox(int longest) {
    this.longest = longest;
  }

  /// Waits for the next message.
  ///
  /// @throws RelayFailure if there is none in time, it is too long, or the connection has ended;
  ///   there will be no more then
  String next(WebSocket socket, Deadline deadline) throws RelayFailure, InterruptedException {
    socket.request(1);
    Item item = items.poll(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    return switch (item) {
      case null -> throw Deadline.tooLate();
      case Item.Message(String message) -> message;
      case Item.End(RelayFailure why) -> throw why;
    };
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
}

package dev.gander.adapters.tunnel;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A connection to a relay. One thread reads; any thread sends. Messages are read from the network
/// one by one, when they are asked for.
final class RelaySocket implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(RelaySocket.class.getName());

  private static final int SIGNS_OF_LIFE = 4;

  private final LinkLimits limits;
  private final Inbox inbox;
  private final WebSocket socket;
  private final ReentrantLock sending = new ReentrantLock(true);
  private CompletableFuture<WebSocket> underway;

  private sealed interface Item {
    record Message(ByteArrayOutputStream utf8) implements Item {}

    record End(RelayGone why) implements Item {}
  }

  private RelaySocket(LinkLimits limits, Inbox inbox, WebSocket socket) {
    this.limits = limits;
    this.inbox = inbox;
    this.socket = socket;
    this.underway = CompletableFuture.completedFuture(socket);
  }

  static RelaySocket open(HttpClient client, URI address, LinkLimits limits)
      throws RelayGone, InterruptedException {
    Inbox inbox = new Inbox(limits.longestMessage());
    CompletableFuture<WebSocket> opening =
        client.newWebSocketBuilder().connectTimeout(limits.connect()).buildAsync(address, inbox);
    try {
      // The client's own limit ends where the handshake begins.
      WebSocket socket = opening.get(limits.connect().toMillis(), TimeUnit.MILLISECONDS);
      return new RelaySocket(limits, inbox, socket);
    } catch (ExecutionException e) {
      throw RelayGone.of(cause(e));
    } catch (TimeoutException _) {
      close(opening);
      throw new RelayGone("the relay does not answer");
    } catch (InterruptedException e) {
      close(opening);
      throw e;
    }
  }

  /// Also if it opened at this very moment, or will.
  private static void close(CompletableFuture<WebSocket> opening) {
    var _ = opening.thenAccept(WebSocket::abort);
  }

  private static Throwable cause(ExecutionException e) {
    return e.getCause() == null ? e : e.getCause();
  }

  /// Waits for the next message, in UTF-8.
  ///
  /// @throws RelayGone if the connection has ended, or shows no sign of life for too long
  byte[] next() throws RelayGone, InterruptedException {
    socket.request(1);
    while (true) {
      Item item =
          inbox.items.poll(
              limits.idle().dividedBy(SIGNS_OF_LIFE).toMillis(), TimeUnit.MILLISECONDS);
      switch (item) {
        case null -> ask();
        case Item.Message(ByteArrayOutputStream utf8) -> {
          return utf8.toByteArray();
        }
        case Item.End(RelayGone why) -> throw why;
      }
    }
  }

  private void ask() throws RelayGone {
    if (System.nanoTime() - inbox.heardAt > limits.idle().toNanos()) {
      throw new RelayGone("the relay shows no sign of life");
    }
    // Fails while the last one is not sent yet, which is as good.
    var _ = socket.sendPing(ByteBuffer.allocate(0));
  }

  /// Sends a message; returns when the network has taken it.
  void send(String text) throws RelayGone, InterruptedException {
    sending.lockInterruptibly();
    try {
      // A sender that was interrupted did not wait for its message.
      await(underway);
      underway = socket.sendText(text, true);
      await(underway);
    } finally {
      sending.unlock();
    }
  }

  private void await(CompletableFuture<WebSocket> sent) throws RelayGone, InterruptedException {
    try {
      sent.get(limits.idle().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw RelayGone.of(cause(e));
    } catch (TimeoutException _) {
      RelayGone gone = new RelayGone("the relay takes nothing any more");
      inbox.items.add(new Item.End(gone));
      throw gone;
    }
  }

  /// Says goodbye and does not wait for an answer.
  @Override
  public void close() {
    var _ =
        socket
            .sendClose(WebSocket.NORMAL_CLOSURE, "")
            .orTimeout(1, TimeUnit.SECONDS)
            .whenComplete((_, _) -> socket.abort());
  }

  private static final class Inbox implements WebSocket.Listener {
    private final int longest;
    final BlockingQueue<Item> items = new LinkedBlockingQueue<>();
    volatile long heardAt = System.nanoTime();
    private ByteArrayOutputStream message = new ByteArrayOutputStream();
    private boolean isTooLong;

    Inbox(int longest) {
      this.longest = longest;
    }

    @Override
    public void onOpen(WebSocket socket) {
      // Nothing is read until a message is asked for.
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heardAt = System.nanoTime();
      add(data.toString().getBytes(StandardCharsets.UTF_8));
      if (last && !isTooLong) {
        items.add(new Item.Message(message));
      } else {
        socket.request(1);
      }
      if (last) {
        message = new ByteArrayOutputStream();
        isTooLong = false;
      }
      return null;
    }

    /// Whoever sent too much gets no answer, and all others do.
    private void add(byte[] piece) {
      if (!isTooLong && piece.length > longest - message.size()) {
        LOG.log(Level.WARNING, "a request over the tunnel is too long and is left out");
        isTooLong = true;
        message = new ByteArrayOutputStream();
      }
      if (!isTooLong) {
        message.writeBytes(piece);
      }
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      heardAt = System.nanoTime();
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
      heardAt = System.nanoTime();
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
      heardAt = System.nanoTime();
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      items.add(new Item.End(RelayGone.closed(code, reason)));
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      items.add(new Item.End(RelayGone.of(error)));
    }
  }
}

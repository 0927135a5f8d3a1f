package dev.gander.adapters.acp.rpc;

import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/// What is to be sent to a client, in order. Senders never wait for the client; one that leaves too
/// much unread is cut off, so that no message is lost silently. Has a thread only while there is
/// something to send. Thread-safe.
final class Outbox {
  /// In characters.
  private static final long LIMIT = 64L << 20;

  /// In characters; leaves room for what others send meanwhile.
  private static final long MUCH = LIMIT / 4;

  private record Letter(JsonObject message, String text) {}

  private final Outlet client;
  private final Runnable cutOff;
  // Guarded by this.
  private final Queue<Letter> letters = new ArrayDeque<>();
  private long size;
  private boolean isSending;
  private boolean closed;

  Outbox(Outlet client, Runnable cutOff) {
    this.client = client;
    this.cutOff = cutOff;
  }

  void send(JsonObject message) {
    send(message, JsonText.write(message));
  }

  /// @param text the message as it is written; see [RpcPeer#tell(JsonObject, String)]
  void send(JsonObject message, String text) {
    if (!add(new Letter(message, text))) {
      close();
      cutOff.run();
    }
  }

  /// @return false if it is too much
  private synchronized boolean add(Letter letter) {
    if (closed) {
      return true;
    }
    letters.add(letter);
    size += letter.text().length();
    if (!isSending) {
      isSending = true;
      Thread.ofVirtual().name("acp-send").start(this::sendAll);
    }
    return letters.size() == 1 || size <= LIMIT;
  }

  private void sendAll() {
    Letter letter = next();
    while (letter != null) {
      client.send(letter.message(), letter.text(), isFollowed());
      letter = next();
    }
  }

  private synchronized boolean isFollowed() {
    return !letters.isEmpty();
  }

  private synchronized @Nullable Letter next() {
    Letter letter = letters.poll();
    if (letter == null) {
      isSending = false;
    } else {
      size -= letter.text().length();
      notifyAll();
    }
    return letter;
  }

  /// Waits until the client has read most of what it was sent, or is gone: for senders who have
  /// more to send than it may leave unread.
  synchronized void awaitReader() throws InterruptedException {
    while (size > MUCH && !closed) {
      wait();
    }
  }

  /// Drops what has not been sent.
  synchronized void close() {
    closed = true;
    letters.clear();
    size = 0;
    notifyAll();
  }
}

package dev.gander.adapters.http.websocket;

import dev.gander.adapters.http.stream.ClientWatch;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.websocket.ClientWsFrame;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsCloseException;
import io.helidon.websocket.WsOpCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/// A socket while it is open. It never counts as idle: clients keep one silent for hours.
final class WebSocketConnection implements ServerConnection, WebSocket {
  private static final int LARGEST_FRAME = 16 << 20;
  private static final int LARGEST_MESSAGE = 64 << 20;
  private static final int LARGEST_CONTROL_FRAME = 125;

  /// Messages that follow each other at once are written together up to about this size.
  private static final int ENOUGH_TOGETHER = 16 << 10;

  private final ConnectionContext context;
  private final MessageListener listener;
  private final ClientWatch watch;
  private final Duration patience;
  private final Consumer<WebSocketConnection> onEnd;
  private final ReentrantLock writing = new ReentrantLock();
  private final IncomingMessage incoming = new IncomingMessage(LARGEST_MESSAGE);
  private volatile Thread reader = Thread.currentThread();
  // Guarded by `writing`.
  private final List<BufferData> waiting = new ArrayList<>();
  private int waitingBytes;
  private boolean closed;

  /// @param patience how long a client may leave unread what is sent to it
  /// @param onEnd called when it is closed
  WebSocketConnection(
      ConnectionContext context,
      Function<WebSocket, MessageListener> listener,
      ClientWatch watch,
      Duration patience,
      Consumer<WebSocketConnection> onEnd) {
    this.context = context;
    this.watch = watch;
    this.patience = patience;
    this.onEnd = onEnd;
    this.listener = listener.apply(this);
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    reader = Thread.currentThread();
    try {
      boolean open = true;
      while (open) {
        open = take(ClientWsFrame.read(context, context.dataReader(), LARGEST_FRAME));
      }
    } catch (WsCloseException e) {
      close(e.closeCode());
    } catch (DataReader.InsufficientDataAvailableException e) {
      throw new CloseConnectionException("the client has gone", e);
    } finally {
      markClosed();
      onEnd.accept(this);
      listener.closed();
    }
  }

  /// @return whether more may come
  private boolean take(ClientWsFrame frame) throws InterruptedException {
    switch (frame.opCode()) {
      case TEXT, BINARY, CONTINUATION -> {
        String message = incoming.add(frame).orElse(null);
        if (message != null) {
          listener.message(message);
        }
      }
      case PING -> write(WsOpCode.PONG, payloadOf(frame));
      case PONG -> {
        // Unsolicited: we send no pings.
      }
      case CLOSE -> {
        close(WsCloseCodes.NORMAL_CLOSE);
        return false;
      }
    }
    return true;
  }

  private static byte[] payloadOf(ClientWsFrame control) {
    if (control.payloadLength() > LARGEST_CONTROL_FRAME) {
      throw new WsCloseException("the frame is too big", WsCloseCodes.PROTOCOL_ERROR);
    }
    return FramePayload.of(control);
  }

  @Override
  public void send(String text, boolean isFollowed) {
    write(WsOpCode.TEXT, text.getBytes(StandardCharsets.UTF_8), isFollowed);
  }

  @Override
  public void cutOff() {
    Thread.ofVirtual().name("cut-off").start(() -> close(WsCloseCodes.VIOLATED_POLICY));
    reader.interrupt();
  }

  private void close(int code) {
    write(WsOpCode.CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    markClosed();
  }

  private void write(WsOpCode kind, byte[] payload) {
    write(kind, payload, false);
  }

  private void write(WsOpCode kind, byte[] payload, boolean isFollowed) {
    writing.lock();
    try {
      if (!closed) {
        waiting.add(frame(kind, payload));
        waitingBytes += payload.length;
        if (!isFollowed || waitingBytes > ENOUGH_TOGETHER) {
          writeWaiting();
        }
      }
    } catch (IOException _) {
      // The reader will notice the lost connection too, unless it is busy with a message.
      closed = true;
      reader.interrupt();
    } finally {
      writing.unlock();
    }
  }

  private void writeWaiting() throws IOException {
    BufferData[] frames = waiting.toArray(BufferData[]::new);
    waiting.clear();
    waitingBytes = 0;
    watch.guard(patience, () -> toClient(frames));
  }

  /// Helidon reports a lost connection by unchecked exceptions of several kinds; nothing else can
  /// go wrong while bytes are written.
  private void toClient(BufferData... frames) throws IOException {
    try {
      context.dataWriter().writeNow(frames);
    } catch (RuntimeException e) {
      throw new IOException("the client cannot be reached", e);
    }
  }

  private void markClosed() {
    writing.lock();
    try {
      closed = true;
    } finally {
      writing.unlock();
    }
  }

  /// A frame as a server sends it: whole and without a mask.
  private static BufferData frame(WsOpCode kind, byte[] payload) {
    BufferData frame = BufferData.create(10 + payload.length);
    frame.write(0x80 | kind.code());
    if (payload.length <= LARGEST_CONTROL_FRAME) {
      frame.write(payload.length);
    } else if (payload.length <= 0xFFFF) {
      frame.write(126);
      frame.writeInt16(payload.length);
    } else {
      frame.write(127);
      frame.writeInt32(0);
      frame.writeInt32(payload.length);
    }
    frame.write(payload);
    return frame;
  }

  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  /// The server stops.
  @Override
  public void close(boolean interrupt) {
    close(WsCloseCodes.GOING_AWAY);
    reader.interrupt();
  }
}

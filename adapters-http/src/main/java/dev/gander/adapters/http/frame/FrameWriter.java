package dev.gander.adapters.http.frame;

import static dev.gander.adapters.http.frame.Frames.DATA;
import static dev.gander.adapters.http.frame.Frames.END_HEADERS;
import static dev.gander.adapters.http.frame.Frames.END_STREAM;
import static dev.gander.adapters.http.frame.Frames.ENHANCE_YOUR_CALM;
import static dev.gander.adapters.http.frame.Frames.FLOW_CONTROL_ERROR;
import static dev.gander.adapters.http.frame.Frames.GOAWAY;
import static dev.gander.adapters.http.frame.Frames.HEADER;
import static dev.gander.adapters.http.frame.Frames.HEADERS;
import static dev.gander.adapters.http.frame.Frames.RST_STREAM;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gander.adapters.http.call.Answer;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.webserver.CloseConnectionException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/// Writes what Helidon says on an HTTP/2 connection, a whole frame each time, and between its
/// frames what Helidon does not say itself. It keeps two promises that Helidon 4.5 breaks: nothing
/// more is said to a stream that has ended (RFC 9113, 5.1), and all streams together send no more
/// than the client can take (5.2). Any thread.
public final class FrameWriter implements DataWriter {
  // Places in HPACK's table of names (RFC 7541, appendix A).
  private static final int STATUS = 8;
  private static final int ANY_ORIGIN = 20;
  private static final int CONTENT_TYPE = 31;

  /// What fits beside the bits that say that nothing is to be remembered.
  private static final int MOST_IN_PREFIX = 15;

  private final DataWriter connection;
  private final Http2Streams streams;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Deque<BufferData> waiting = new ArrayDeque<>();
  private long window = Frames.FIRST_WINDOW;
  private boolean isWindowTooLarge;

  public FrameWriter(DataWriter connection, Http2Streams streams) {
    this.connection = connection;
    this.streams = streams;
  }

  /// Answers the request of a stream, and takes no further ones: what has not been read of its head
  /// would be needed to understand the heads after it (RFC 9113, 4.3). The connection has to be
  /// closed.
  public void refuseHead(int stream, Answer.Whole answer) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    field(head, STATUS, Integer.toString(answer.status()));
    field(head, CONTENT_TYPE, Answer.JSON);
    field(head, ANY_ORIGIN, "*");
    alone(
        () ->
            connection.writeNow(
                frame(HEADERS, END_HEADERS, stream, head.toByteArray()),
                frame(DATA, END_STREAM, stream, answer.body()),
                goAway(stream, 0)));
  }

  /// Takes no further requests from a client that gives too many up. The connection has to be
  /// closed.
  public void refuseRequests() {
    alone(() -> connection.writeNow(goAway(streams.last(), ENHANCE_YOUR_CALM)));
  }

  private static BufferData goAway(int last, int reason) {
    byte[] payload = ByteBuffer.allocate(2 * Integer.BYTES).putInt(last).putInt(reason).array();
    return frame(GOAWAY, 0, 0, payload);
  }

  /// The client can take so many more bytes of data.
  public void windowGrows(int bytes) {
    alone(
        () -> {
          window += bytes;
          isWindowTooLarge |= window > Frames.LARGEST_WINDOW;
          sendWaiting();
        });
  }

  /// What Helidon is going to say about it is right.
  public void windowIsTooLarge() {
    alone(() -> isWindowTooLarge = true);
  }

  /// A header that the other side need not remember, in the plainest form (RFC 7541, 6.2.2).
  private static void field(ByteArrayOutputStream head, int name, String value) {
    if (name < MOST_IN_PREFIX) {
      head.write(name);
    } else {
      head.write(MOST_IN_PREFIX);
      head.write(name - MOST_IN_PREFIX);
    }
    head.write(value.length());
    head.writeBytes(value.getBytes(US_ASCII));
  }

  private static BufferData frame(int type, int flags, int stream, byte[] payload) {
    byte[] frame =
        ByteBuffer.allocate(HEADER + payload.length)
            .putInt(payload.length << 8 | type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array();
    return BufferData.create(frame);
  }

  @Override
  public void write(BufferData... buffers) {
    write(BufferData.create(buffers));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    write(BufferData.create(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    write(buffer);
  }

  /// Helidon writes data before it counts it, and lets several streams do so side by side: together
  /// they exceed the window, and what is in excess waits here. Meanwhile Helidon counts on, and
  /// stops them.
  @Override
  public void write(BufferData frame) {
    alone(
        () -> {
          if (!isWanted(frame)) {
            return;
          }
          if (waiting.isEmpty() ? canSend(frame) : !keepsOrder(frame)) {
            send(frame);
          } else {
            waiting.add(BufferData.create(bytes(frame)));
            sendWaiting();
          }
        });
  }

  private boolean isWanted(BufferData frame) {
    int type = frame.get(3);
    boolean isAwaited = streams.isAwaited(stream(frame));
    boolean isLast =
        switch (type) {
          case HEADERS, DATA -> (frame.get(4) & END_STREAM) != 0;
          default -> type == RST_STREAM;
        };
    if (type == DATA && !isAwaited) {
      throw new CloseConnectionException("the client has reset the stream");
    }
    if (isLast) {
      streams.answerEnds(stream(frame));
    }
    return switch (type) {
      case RST_STREAM -> isAwaited;
      case GOAWAY -> isWindowTooLarge || reason(frame) != FLOW_CONTROL_ERROR;
      default -> true;
    };
  }

  /// For lack of room Helidon counts below zero, and takes that for a mistake of the client.
  private static int reason(BufferData goAway) {
    return number(goAway, HEADER + Integer.BYTES);
  }

  private boolean canSend(BufferData frame) {
    return frame.get(3) != DATA || length(frame) <= window;
  }

  private static boolean keepsOrder(BufferData frame) {
    return frame.get(3) == DATA || frame.get(3) == RST_STREAM;
  }

  private void send(BufferData frame) {
    if (frame.get(3) == DATA) {
      window -= length(frame);
    }
    connection.writeNow(frame);
  }

  private void sendWaiting() {
    while (!waiting.isEmpty() && canSend(waiting.element())) {
      send(waiting.remove());
    }
    if (!waiting.isEmpty() && window > 0) {
      sendBeginning(waiting.remove());
    }
  }

  private void sendBeginning(BufferData data) {
    int flags = data.get(4);
    int stream = stream(data);
    byte[] bytes = bytes(data);
    int end = HEADER + (int) window;
    send(frame(DATA, 0, stream, Arrays.copyOfRange(bytes, HEADER, end)));
    waiting.addFirst(frame(DATA, flags, stream, Arrays.copyOfRange(bytes, end, bytes.length)));
  }

  private static byte[] bytes(BufferData frame) {
    byte[] bytes = new byte[frame.available()];
    frame.read(bytes);
    return bytes;
  }

  private static int length(BufferData frame) {
    return number(frame, 0) >>> 8;
  }

  private static int stream(BufferData frame) {
    return number(frame, 5) & Integer.MAX_VALUE;
  }

  private static int number(BufferData frame, int at) {
    int number = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      number = number << 8 | (frame.get(at + i) & 0xff);
    }
    return number;
  }

  @Override
  public void flush() {
    alone(connection::flush);
  }

  private void alone(Runnable write) {
    lock.lock();
    try {
      write.run();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    connection.close();
  }
}

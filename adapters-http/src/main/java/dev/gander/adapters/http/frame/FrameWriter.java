package dev.gander.adapters.http.frame;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gander.adapters.http.call.Answer;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/// Writes what Helidon says on an HTTP/2 connection, a whole frame each time, and between its
/// frames the answer to a head that Helidon must not see. Any thread.
public final class FrameWriter implements DataWriter {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  // Places in HPACK's table of names (RFC 7541, appendix A).
  private static final int STATUS = 8;
  private static final int ANY_ORIGIN = 20;
  private static final int CONTENT_TYPE = 31;

  /// What fits beside the bits that say that nothing is to be remembered.
  private static final int MOST_IN_PREFIX = 15;

  private final DataWriter connection;
  private final ReentrantLock lock = new ReentrantLock();

  public FrameWriter(DataWriter connection) {
    this.connection = connection;
  }

  /// Answers the request of a stream, and takes no further ones: what has not been read of its head
  /// would be needed to understand the heads after it (RFC 9113, 4.3). The connection has to be
  /// closed.
  public void refuseHead(int stream, Answer.Whole answer) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    field(head, STATUS, Integer.toString(answer.status()));
    field(head, CONTENT_TYPE, Answer.JSON);
    field(head, ANY_ORIGIN, "*");
    byte[] end = ByteBuffer.allocate(2 * Integer.BYTES).putInt(stream).putInt(0).array();
    writeNow(
        frame(HEADERS, END_HEADERS, stream, head.toByteArray()),
        frame(DATA, END_STREAM, stream, answer.body()),
        frame(GOAWAY, 0, 0, end));
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
        ByteBuffer.allocate(FrameScanner.HEADER + payload.length)
            .putInt(payload.length << 8 | type)
            .put((byte) flags)
            .putInt(stream)
            .put(payload)
            .array();
    return BufferData.create(frame);
  }

  @Override
  public void write(BufferData... buffers) {
    alone(() -> connection.write(buffers));
  }

  @Override
  public void write(BufferData buffer) {
    alone(() -> connection.write(buffer));
  }

  @Override
  public void writeNow(BufferData... buffers) {
    alone(() -> connection.writeNow(buffers));
  }

  @Override
  public void writeNow(BufferData buffer) {
    alone(() -> connection.writeNow(buffer));
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

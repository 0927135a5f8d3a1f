package dev.gander.adapters.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.gander.adapters.http.tls.TlsIdentity;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A connection to a server frame by frame, for what no HTTP/2 client would do, or only now and
/// then.
public final class Http2Wire implements AutoCloseable {
  public static final int DATA = 0;
  public static final int HEADERS = 1;
  public static final int RST_STREAM = 3;
  public static final int SETTINGS = 4;
  public static final int PING = 6;
  public static final int GOAWAY = 7;
  public static final int WINDOW_UPDATE = 8;
  public static final int CONTINUATION = 9;
  public static final int END_STREAM = 1;
  public static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int CANCEL = 8;

  private final Socket socket;
  private final OutputStream out;
  private final DataInputStream in;

  /// @param payload each byte a character
  public record Frame(int type, int flags, int stream, String payload) {
    public boolean ends(int number) {
      boolean isLast =
          switch (type) {
            case HEADERS, DATA -> (flags & END_STREAM) != 0;
            default -> type == RST_STREAM;
          };
      return isLast && stream == number;
    }
  }

  private Http2Wire(Socket socket) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.in = new DataInputStream(socket.getInputStream());
  }

  /// @param settings the payload of the first frame
  static Http2Wire connect(TestServer server, TlsIdentity tls, byte... settings)
      throws IOException {
    Socket socket = server.connectSecurely(tls, "h2");
    socket.setSoTimeout(20_000);
    return begin(socket, settings);
  }

  /// @param settings the payload of the first frame
  public static Http2Wire begin(Socket socket, byte... settings) throws IOException {
    Http2Wire wire = new Http2Wire(socket);
    wire.out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(ISO_8859_1));
    wire.send(SETTINGS, 0, 0, settings);
    return wire;
  }

  public void send(int type, int flags, int stream, byte... payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
    frame.putInt(payload.length << 8 | type).put((byte) flags).putInt(stream).put(payload);
    out.write(frame.array());
  }

  public void get(int stream, String path) throws IOException {
    send(HEADERS, END_HEADERS | END_STREAM, stream, head(2, path));
  }

  /// Begins a request that has a body.
  public void post(int stream, String path) throws IOException {
    send(HEADERS, END_HEADERS, stream, head(3, path));
  }

  public void reset(int stream) throws IOException {
    send(RST_STREAM, 0, stream, number(CANCEL));
  }

  /// @param stream 0 for the connection
  public void widen(int stream, int bytes) throws IOException {
    send(WINDOW_UPDATE, 0, stream, number(bytes));
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
  }

  /// In the plainest form (RFC 7541).
  private static byte[] head(int method, String path) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.write(0x80 | method);
    head.write(0x87);
    head.write(1);
    text(head, "localhost");
    head.write(4);
    text(head, path);
    head.write(0);
    text(head, "x-secret-key");
    text(head, TestServer.KEY);
    return head.toByteArray();
  }

  private static void text(ByteArrayOutputStream head, String text) {
    head.write(text.length());
    head.writeBytes(text.getBytes(ISO_8859_1));
  }

  public Frame read() throws IOException {
    int head = in.readInt();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[head >>> 8];
    in.readFully(payload);
    return new Frame(head & 0xff, flags, stream, new String(payload, ISO_8859_1));
  }

  /// All frames up to the end of a stream.
  public List<Frame> readToEnd(int stream) throws IOException {
    List<Frame> frames = new ArrayList<>();
    do {
      frames.add(read());
    } while (!frames.getLast().ends(stream));
    return frames;
  }

  /// Skips to the end of the connection.
  ///
  /// @return the error code
  public int readToGoAway() throws IOException {
    Frame last = read();
    while (last.type() != GOAWAY) {
      last = read();
    }
    return last.payload().charAt(2 * Integer.BYTES - 1);
  }

  /// All frames that have been written when the server has seen everything that was sent before.
  public List<Frame> readToNow() throws IOException {
    send(PING, 0, 0, new byte[8]);
    List<Frame> frames = new ArrayList<>();
    do {
      frames.add(read());
    } while (frames.getLast().type() != PING || frames.getLast().flags() != ACK);
    return frames;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package dev.gander.adapters.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.http.DateTime;
import io.helidon.http.ServerResponseHeaders;
import java.io.OutputStream;

/// The body of an answer that ends with its connection, for clients of HTTP/1.0. Helidon would send
/// chunks.
final class UnchunkedBody extends OutputStream {
  private final DataWriter client;

  private UnchunkedBody(DataWriter client) {
    this.client = client;
  }

  /// Sends the head of the answer.
  static UnchunkedBody begin(DataWriter client, ServerResponseHeaders headers) {
    BufferData head = BufferData.growing(256);
    head.write("HTTP/1.1 200 OK\r\nDate: ".getBytes(US_ASCII));
    head.write(DateTime.http1Bytes());
    headers.forEach(header -> header.writeHttp1Header(head));
    head.write("\r\n".getBytes(US_ASCII));
    client.writeNow(head);
    return new UnchunkedBody(client);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    client.writeNow(BufferData.create(bytes, offset, length));
  }

  @Override
  public void write(int one) {
    client.writeNow(BufferData.create(1).write(one));
  }
}

package dev.gander.adapters.http.server;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What an HTTP/1 client sends, on its way to Helidon. A request of HTTP/1.0 is put into the words
/// of HTTP/1.1, if the connection begins with it: it is the only one, since the connection ends
/// with its answer.
final class Http1Bytes implements Supplier<byte @Nullable []> {
  private final Supplier<byte @Nullable []> source;
  private final ClientConnection client;
  private boolean hasBegun;

  Http1Bytes(Supplier<byte @Nullable []> source, ClientConnection client) {
    this.source = source;
    this.client = client;
  }

  /// The next bytes, as many as are available; null at the end, as Helidon's [DataReader] expects.
  @Override
  public byte @Nullable [] get() {
    byte[] bytes = hasBegun ? source.get() : beginning();
    hasBegun = true;
    if (bytes != null && !client.pace().isAnswering()) {
      client.pace().headBegins();
    }
    return bytes;
  }

  private byte @Nullable [] beginning() {
    RequestBeginning beginning = new RequestBeginning();
    byte[] more = source.get();
    while (more != null) {
      beginning.add(more);
      more = beginning.isEnough() ? null : source.get();
    }
    byte[] bytes = beginning.toByteArray();
    if (beginning.isHttp10()) {
      client.speaksHttp10();
      return Http10Head.modernized(bytes, client.localAddress());
    }
    return bytes.length == 0 ? null : bytes;
  }
}

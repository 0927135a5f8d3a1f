package dev.gander.adapters.http.server;

import dev.gander.adapters.http.stream.ClientStalls;
import dev.gander.adapters.http.stream.ClientWatch;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// A body that must keep arriving: its client may pause for `patience` at most, and the whole body
/// may take that long plus a second for each [#SLOWEST] bytes.
final class PacedBody extends FilterInputStream {
  /// Slower than any line by which people reach a server, and fast enough that 2 MiB take about
  /// half an hour at most.
  private static final int SLOWEST = 1024;

  private final ClientWatch watch;
  private final Duration patience;
  private final long begin = System.nanoTime();
  private long received;

  PacedBody(InputStream body, ClientWatch watch, Duration patience) {
    super(body);
    this.watch = watch;
    this.patience = patience;
  }

  /// @throws ClientStalls if the client is too slow
  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int[] read = new int[1];
    watch.guard(patience, () -> read[0] = in.read(bytes, offset, length));
    received += Math.max(0, read[0]);
    if (read[0] >= 0 && System.nanoTime() - begin > allowed()) {
      throw new ClientStalls(null);
    }
    return read[0];
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private long allowed() {
    return patience.plusSeconds(received / SLOWEST).toNanos();
  }
}

package dev.gander.adapters.http.server;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.gander.adapters.http.frame.FrameWriter;
import dev.gander.adapters.http.frame.Http2Streams;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PlainSocket;
import io.helidon.common.socket.SocketWriter;
import io.helidon.common.socket.SocketWriterException;
import io.helidon.common.socket.TlsNioSocket;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// Serves connections, each in the protocol that its client speaks: HTTP/1.0 or HTTP/1.1, over TLS
/// also HTTP/2.
final class Protocols {
  private static final System.Logger LOG = System.getLogger(Protocols.class.getName());
  private static final String LISTENER = "listener";
  private static final String HTTP_2 = "h2";
  private static final Set<String> KNOWN = Set.of(HTTP_2, "http/1.1", "http/1.0");
  private static final byte[] HTTP_2_PREFACE = "PRI * HTTP/2.0".getBytes(US_ASCII);

  private final HelidonSurroundings surroundings;
  private final Http1ConnectionSelector http1;
  private final ServerConnectionSelector http2;
  private final @Nullable SSLContext tls;
  private final Limit limit = FixedLimit.create();

  /// @param tls null for plain HTTP
  Protocols(
      HelidonSurroundings surroundings,
      Http1ConnectionSelector http1,
      ServerConnectionSelector http2,
      @Nullable SSLContext tls) {
    this.surroundings = surroundings;
    this.http1 = http1;
    this.http2 = http2;
    this.tls = tls;
  }

  /// Serves a connection until it ends. The boundary: its failures end here.
  void serve(ClientConnection client) {
    try {
      HelidonSocket socket = socket(client);
      try {
        byte[] first = socket.get();
        if (first != null) {
          client.handle(connection(client, socket, first), limit);
          client.skipRest();
        }
      } finally {
        socket.close();
      }
    } catch (CloseConnectionException | SocketWriterException | UncheckedIOException e) {
      LOG.log(Level.TRACE, "a connection ends", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.WARNING, "a connection failed", e);
    } finally {
      client.breakOff();
    }
  }

  /// Without TLS the older sockets need one buffer of 8 KB for each stream instead of two.
  private HelidonSocket socket(ClientConnection client) {
    return tls == null
        ? PlainSocket.server(client.channel().socket(), client.id(), LISTENER)
        : TlsNioSocket.server(client.channel(), engine(tls), client.id(), LISTENER);
  }

  private static SSLEngine engine(SSLContext tls) {
    SSLEngine engine = tls.createSSLEngine();
    engine.setHandshakeApplicationProtocolSelector((_, offered) -> choice(offered));
    return engine;
  }

  /// @return null refuses the connection
  private static @Nullable String choice(List<String> offered) {
    return offered.stream().filter(KNOWN::contains).findFirst().orElse(null);
  }

  /// @param first what came first; the handshake of TLS is over
  private ServerConnection connection(ClientConnection client, HelidonSocket socket, byte[] first) {
    Supplier<byte @Nullable []> bytes = new Repeated(first, socket);
    DataWriter writer = SocketWriter.create(socket);
    if (isHttp2(socket, first)) {
      Http2Streams streams = new Http2Streams();
      FrameWriter frames = new FrameWriter(writer, streams);
      Http2Bytes read = new Http2Bytes(bytes, client, frames, streams);
      return http2.connection(served(client, socket, read, frames));
    }
    return http1.connection(served(client, socket, http1(bytes, client), writer));
  }

  private static Http1Bytes http1(Supplier<byte @Nullable []> bytes, ClientConnection client) {
    ReadAhead ahead = new ReadAhead(bytes);
    client.readsAhead(ahead);
    return new Http1Bytes(ahead, client);
  }

  private ServedConnection served(
      ClientConnection client,
      HelidonSocket socket,
      Supplier<byte @Nullable []> bytes,
      DataWriter writer) {
    return new ServedConnection(client, socket, surroundings, bytes, writer);
  }

  private static boolean isHttp2(HelidonSocket socket, byte[] first) {
    return socket.isSecure()
        && (socket.protocolNegotiated()
            ? socket.protocol().equals(HTTP_2)
            : startsWith(first, HTTP_2_PREFACE));
  }

  private static boolean startsWith(byte[] bytes, byte[] beginning) {
    return bytes.length >= beginning.length
        && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
  }

  /// What came first, and then what follows.
  private static final class Repeated implements Supplier<byte @Nullable []> {
    private final Supplier<byte[]> rest;
    private byte @Nullable [] first;

    Repeated(byte[] first, Supplier<byte[]> rest) {
      this.first = first;
      this.rest = rest;
    }

    @Override
    public byte @Nullable [] get() {
      byte[] next = first == null ? rest.get() : first;
      first = null;
      return next;
    }
  }
}

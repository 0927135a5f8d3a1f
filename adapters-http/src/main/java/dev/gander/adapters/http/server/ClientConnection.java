package dev.gander.adapters.http.server;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/// A client's connection, from when it is accepted. Any thread.
final class ClientConnection {
  private static final System.Logger LOG = System.getLogger(ClientConnection.class.getName());

  private static final int SILENCE_MILLISECONDS = 200;
  private static final long LONGEST_REST = 1 << 20;

  private final String id;
  private final SocketChannel channel;
  private final InetAddress peer;
  private final InetSocketAddress local;
  private final ClientPace pace;
  private final Visits visits = new Visits();
  private volatile boolean isHttp10;
  private volatile @Nullable ReadAhead ahead;

  // Guarded by this object's lock.
  private @Nullable ServerConnection protocol;

  /// @param id differs from those of all other connections
  /// @throws IOException if the client has already left
  ClientConnection(String id, SocketChannel channel, ClientPace pace) throws IOException {
    this.id = id;
    this.channel = channel;
    this.pace = pace;
    this.peer = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
    this.local = (InetSocketAddress) channel.getLocalAddress();
  }

  String id() {
    return id;
  }

  SocketChannel channel() {
    return channel;
  }

  InetAddress peer() {
    return peer;
  }

  ClientPace pace() {
    return pace;
  }

  /// The address and port that the client has connected to, as a `Host` header names them.
  String localAddress() {
    String address = local.getAddress().getHostAddress();
    int zone = address.indexOf('%');
    String host = zone < 0 ? address : address.substring(0, zone);
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + local.getPort();
  }

  /// Whether its client understands no chunks.
  boolean isHttp10() {
    return isHttp10;
  }

  void speaksHttp10() {
    isHttp10 = true;
  }

  /// HTTP/2 reads all the time, HTTP/1 only on request.
  void readsAhead(ReadAhead bytes) {
    ahead = bytes;
  }

  /// Only HTTP/1 has to be watched.
  private void watch() {
    ReadAhead bytes = ahead;
    if (bytes != null) {
      bytes.watch(visits::leave);
    }
  }

  /// Notes that a request is being answered.
  ///
  /// @param request its number: with HTTP/2, that of its stream
  Visits.Visit enter(int request, boolean isHttp1) {
    pace.requestBegins();
    if (isHttp1) {
      pace.headEnds();
    }
    return visits.enter(request, this::watch, pace::requestEnds);
  }

  /// Notes that the connection has become a socket, which may be silent for hours.
  void becomesSocket() {
    pace.requestBegins();
    pace.headEnds();
  }

  /// Its client gives up a request of HTTP/2.
  void reset(int stream) {
    visits.reset(stream);
  }

  /// Reads and answers until one side ends the connection.
  void handle(ServerConnection protocol, Limit limit) throws InterruptedException {
    synchronized (this) {
      this.protocol = protocol;
    }
    try {
      protocol.handle(limit);
    } finally {
      visits.leave();
    }
  }

  /// After an answer that ends the connection, such as that to a head that is too long. If the
  /// connection were closed while its client is still sending, it would be reset, and the client
  /// might lose the answer.
  void skipRest() {
    try {
      Socket socket = channel.socket();
      socket.setSoTimeout(SILENCE_MILLISECONDS);
      socket.getInputStream().skipNBytes(LONGEST_REST);
    } catch (IOException e) {
      LOG.log(Level.TRACE, "the client has ended, or sends nothing more", e);
    }
  }

  /// Lets a request that is being answered end; whoever waits for the client ends at once.
  void stop() {
    close(false);
  }

  /// Ends the connection, and interrupts what is being answered.
  void interrupt() {
    close(true);
  }

  private void close(boolean interrupt) {
    ServerConnection known;
    synchronized (this) {
      known = protocol;
    }
    if (known == null) {
      breakOff();
    } else {
      known.close(interrupt);
    }
  }

  /// Closes the socket, whoever reads or writes.
  void breakOff() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "a connection cannot be closed", e);
    }
  }
}

package dev.gander.adapters.http.server;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.common.socket.PeerInfo;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A connection as Helidon's protocols know it.
final class ServedConnection implements ConnectionContext {
  private final ClientConnection client;
  private final HelidonSocket socket;
  private final HelidonSurroundings surroundings;
  private final DataReader reader;
  private final DataWriter writer;

  /// @param bytes what the client sends: null at the end
  /// @param writer to the socket
  ServedConnection(
      ClientConnection client,
      HelidonSocket socket,
      HelidonSurroundings surroundings,
      Supplier<byte @Nullable []> bytes,
      DataWriter writer) {
    this.client = client;
    this.socket = socket;
    this.surroundings = surroundings;
    this.reader = DataReader.create(() -> read(bytes));
    this.writer = writer;
  }

  private static byte @Nullable [] read(Supplier<byte @Nullable []> bytes) {
    try {
      return bytes.get();
    } catch (UncheckedIOException e) {
      throw new ServerConnectionException("the connection is lost", e);
    }
  }

  ClientConnection client() {
    return client;
  }

  @Override
  public DataReader dataReader() {
    return reader;
  }

  @Override
  public DataWriter dataWriter() {
    return writer;
  }

  @Override
  public ListenerContext listenerContext() {
    return surroundings;
  }

  @Override
  public ExecutorService executor() {
    return surroundings.executor();
  }

  @Override
  public Router router() {
    return surroundings.router();
  }

  @Override
  public HelidonSocket serverSocket() {
    return socket;
  }

  @Override
  public PeerInfo remotePeer() {
    return socket.remotePeer();
  }

  @Override
  public PeerInfo localPeer() {
    return socket.localPeer();
  }

  @Override
  public boolean isSecure() {
    return socket.isSecure();
  }

  @Override
  public String socketId() {
    return socket.socketId();
  }

  @Override
  public String childSocketId() {
    return socket.childSocketId();
  }
}

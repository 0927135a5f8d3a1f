package dev.gander.connections;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/// A connection below HTTP. A thread that waits for it can be interrupted, which closes it.
///
/// @param channel below TLS, if there is any
/// @param isToProxy whether requests name the server that they are for
record Link(SocketChannel channel, InputStream in, OutputStream out, boolean isToProxy)
    implements AutoCloseable {
  static Link over(SocketChannel channel, Socket socket, boolean isToProxy) throws IOException {
    return new Link(channel, socket.getInputStream(), socket.getOutputStream(), isToProxy);
  }

  /// The failure of the network that TLS wraps into one of its own; else its own.
  static IOException below(SSLException failure) {
    boolean isWrapped = !(failure instanceof SSLHandshakeException);
    return isWrapped && failure.getCause() instanceof IOException cause ? cause : failure;
  }

  /// Whether the other side has neither ended the connection nor sent anything unasked. For a
  /// connection that nobody uses.
  boolean isQuiet() {
    try {
      channel.configureBlocking(false);
      int count = channel.read(ByteBuffer.allocate(1));
      channel.configureBlocking(true);
      return count == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /// Any thread; ends the waits of others.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The system has given it up already.
    }
  }
}

package dev.gander.adapters.acp.stdio;

import dev.gander.adapters.acp.AcpClient;
import dev.gander.adapters.acp.AcpPeer;
import dev.gander.adapters.acp.AcpServer;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// One client at the other end of two streams, a message a line.
public final class StdioConnection implements AcpClient, AutoCloseable {
  private static final System.Logger LOG = System.getLogger(StdioConnection.class.getName());

  private final MessageLines in;
  private final OutputStream out;
  private final AcpPeer peer;
  private final CompletableFuture<Void> end = new CompletableFuture<>();

  private StdioConnection(AcpServer server, InputStream in, OutputStream out) {
    this.in = new MessageLines(in);
    this.out = out;
    this.peer = server.connect(this, Caller.SERVER);
  }

  /// Begins to serve the client. The threads that read and write do not keep the program alive.
  public static StdioConnection open(AcpServer server, InputStream in, OutputStream out) {
    StdioConnection opened = new StdioConnection(server, in, out);
    // A platform thread: it waits in a read that holds on to its carrier.
    Thread.ofPlatform().daemon().name("acp-stdin").start(opened::read);
    return opened;
  }

  /// Completed when the client is gone: it has ended its output, or does not read ours.
  public CompletionStage<Void> end() {
    return end.minimalCompletionStage();
  }

  private void read() {
    try {
      for (Optional<String> line = in.next(); line.isPresent(); line = in.next()) {
        peer.receive(line.get());
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the client's messages cannot be read: {0}", e.getMessage());
    } finally {
      end.complete(null);
    }
  }

  @Override
  public void send(JsonObject message, String text, boolean isFollowed) {
    try {
      out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException _) {
      end.complete(null);
    }
  }

  @Override
  public void cutOff() {
    LOG.log(Level.WARNING, "the client leaves unread what it is sent");
    end.complete(null);
  }

  /// Turns go on; nothing more is sent. The streams stay open.
  @Override
  public void close() {
    peer.close();
  }
}

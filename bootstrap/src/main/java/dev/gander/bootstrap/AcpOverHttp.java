package dev.gander.bootstrap;

import dev.gander.adapters.acp.AcpClient;
import dev.gander.adapters.acp.AcpPeer;
import dev.gander.adapters.acp.AcpServer;
import dev.gander.adapters.http.peer.AcpService;
import dev.gander.application.api.UseCases;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// Puts the Agent Client Protocol behind `/acp`. Nothing of it is loaded before the first client.
final class AcpOverHttp implements AcpService {
  private final UseCases use;
  private @Nullable AcpServer server;

  AcpOverHttp(UseCases use) {
    this.use = use;
  }

  private synchronized AcpServer server() {
    if (server == null) {
      server = new AcpServer(use);
    }
    return server;
  }

  @Override
  public Peer connect(Client client, Caller caller) {
    return new OpenPeer(server().connect(new OpenClient(client), caller));
  }

  private record OpenClient(Client client) implements AcpClient {
    @Override
    public void send(JsonObject message, String text, boolean isFollowed) {
      client.send(message, text, isFollowed);
    }

    @Override
    public void cutOff() {
      client.cutOff();
    }
  }

  private record OpenPeer(AcpPeer peer) implements Peer {
    @Override
    public void receive(String text) {
      peer.receive(text);
    }

    @Override
    public void receive(JsonObject message) {
      peer.receive(message);
    }

    @Override
    public void close() {
      peer.close();
    }
  }
}

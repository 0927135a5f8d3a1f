package dev.gander.adapters.http;

import dev.gander.adapters.http.peer.AcpService;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends each client its own messages back.
final class EchoService implements AcpService {
  /// How many connections are open.
  final AtomicInteger open = new AtomicInteger();

  @Override
  public Peer connect(Client client, Caller caller) {
    open.incrementAndGet();
    return new Peer() {
      @Override
      public void receive(String text) {
        client.send((JsonObject) JsonText.parse(text), text);
      }

      @Override
      public void receive(JsonObject message) {
        client.send(message, JsonText.write(message));
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }
}

package dev.gander.adapters.http;

import dev.gander.adapters.http.peer.AcpService;
import dev.gander.domain.access.Caller;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.concurrent.atomic.AtomicInteger;

/// Sends each client its own messages back, those with `times` so often, one right after the other.
final class EchoService implements AcpService {
  /// How many connections are open.
  final AtomicInteger open = new AtomicInteger();

  @Override
  public Peer connect(Client client, Caller caller) {
    open.incrementAndGet();
    return new Peer() {
      @Override
      public void receive(String text) {
        echo((JsonObject) JsonText.parse(text), text);
      }

      @Override
      public void receive(JsonObject message) {
        echo(message, JsonText.write(message));
      }

      private void echo(JsonObject message, String text) {
        int times = JsonFields.of(message).orElse("times", JsonFields::asInt, 1);
        for (int i = 1; i <= times; i++) {
          client.send(message, text, i < times);
        }
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }
}

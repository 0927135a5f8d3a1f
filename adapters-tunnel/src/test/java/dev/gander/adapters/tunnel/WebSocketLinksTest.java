package dev.gander.adapters.tunnel;

import dev.gander.connections.NetworkSettings;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRelay;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.tunnel.LoopbackTunnelRelay;
import dev.gander.testkit.tunnel.TunnelLinksContract;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class WebSocketLinksTest implements TunnelLinksContract {
  static final LinkLimits HASTY =
      new LinkLimits(
          Duration.ofSeconds(30),
          Duration.ofSeconds(300),
          Duration.ofMillis(5),
          Duration.ofMillis(20),
          3 << 20);

  private final LoopbackTunnelRelay relay =
      LoopbackTunnelRelay.start(new JsonTexts(), JsonText::write);

  @BeforeEach
  void stop() {
    relay.stop();
  }

  @AfterEach
  void close() {
    relay.close();
  }

  @Override
  public TunnelLinks links() {
    return new WebSocketLinks(NetworkSettings.NONE, HASTY);
  }

  @Override
  public TunnelRelay relay() {
    return TunnelRelay.parse(relay.address());
  }

  @Override
  public void startRelay() {
    relay.restart();
  }

  @Override
  public void stopRelay() {
    relay.stop();
  }

  @Override
  public int connected() {
    return relay.connected();
  }
}

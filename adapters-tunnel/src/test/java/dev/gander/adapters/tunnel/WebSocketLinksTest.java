package dev.gander.adapters.tunnel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.connections.NetworkSettings;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRelay;
import dev.gander.json.jackson.JsonText;
import dev.gander.json.jackson.JsonTexts;
import dev.gander.testkit.Eventually;
import dev.gander.testkit.WebSocketPeer;
import dev.gander.testkit.tunnel.LoopbackTunnelRelay;
import dev.gander.testkit.tunnel.TunnelLinksContract;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

  /// As after a firewall has forgotten the connection.
  @Test
  void aRelayThatShowsNoSignOfLifeIsLeft() throws Exception {
    LinkLimits impatient =
        new LinkLimits(
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            1000);
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TunnelLinks.Link link =
            new WebSocketLinks(NetworkSettings.NONE, impatient)
                .open(TunnelRelay.parse("http://127.0.0.1:" + mute.getLocalPort()), ME, SERVER);
        Socket connection = mute.accept()) {
      new WebSocketPeer(connection).shakeHands();

      Eventually.holds(() -> link.state() instanceof TunnelLinks.State.Broken);

      assertEquals(new TunnelLinks.State.Broken("the relay shows no sign of life"), link.state());
    }
  }

  @Test
  void aRelayThatRefusesIsToldByItsStatus() throws Exception {
    try (ServerSocket strict = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        TunnelLinks.Link link =
            links()
                .open(TunnelRelay.parse("http://127.0.0.1:" + strict.getLocalPort()), ME, SERVER);
        Socket connection = strict.accept()) {
      connection
          .getOutputStream()
          .write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));

      Eventually.holds(() -> link.state() instanceof TunnelLinks.State.Broken);

      assertEquals(
          new TunnelLinks.State.Broken("the relay refused the connection with status 403"),
          link.state());
    }
  }

  @Test
  void aMistakeDoesNotEndTheTrying() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    RelayLink.Dialer dialer =
        () -> {
          attempts.incrementAndGet();
          throw new IllegalStateException("on purpose");
        };
    try (TunnelLinks.Link link =
        RelayLink.start(dialer, new ServerDoor(SERVER, ME.secret()), relay(), HASTY)) {
      Eventually.holds(() -> attempts.get() > 1);

      assertEquals(new TunnelLinks.State.Broken("an internal error"), link.state());
    }
  }
}

package dev.gander.testkit.tunnel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelIdentity;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelLinks.Link;
import dev.gander.domain.tunnel.TunnelLinks.State;
import dev.gander.domain.tunnel.TunnelRelay;
import dev.gander.testkit.Eventually;
import java.net.URI;
import org.junit.jupiter.api.Test;

/// The contract of every [TunnelLinks], as far as links come and go. What passes over them is
/// tested with the adapter and with whole servers.
public interface TunnelLinksContract {
  TunnelIdentity ME = new TunnelIdentity("agent", "secret");
  LocalServer SERVER = new LocalServer(URI.create("http://127.0.0.1:1"), "key", null);

  TunnelLinks links();

  /// A relay that does not run.
  TunnelRelay relay();

  /// Makes that relay run.
  void startRelay();

  /// Ends that relay, and its connections.
  void stopRelay();

  /// How many servers are connected to that relay.
  int connected();

  @Test
  default void aLinkIsThereAsSoonAsTheRelayIs() throws Exception {
    try (Link link = links().open(relay(), ME, SERVER)) {
      Eventually.holds(() -> link.state() instanceof State.Broken);
      State.Broken broken = assertInstanceOf(State.Broken.class, link.state());
      assertFalse(broken.reason().isBlank());

      startRelay();

      Eventually.holds(() -> link.state() instanceof State.Connected);
      Eventually.holds(() -> connected() == 1);
    }
  }

  @Test
  default void aLinkComesBackWithItsRelay() throws Exception {
    startRelay();
    try (Link link = links().open(relay(), ME, SERVER)) {
      Eventually.holds(() -> link.state() instanceof State.Connected);

      stopRelay();
      Eventually.holds(() -> link.state() instanceof State.Broken);
      startRelay();

      Eventually.holds(() -> link.state() instanceof State.Connected);
    }
  }

  @Test
  default void aClosedLinkIsGone() throws Exception {
    startRelay();
    Link link = links().open(relay(), ME, SERVER);
    Eventually.holds(() -> connected() == 1);

    link.close();
    link.close();

    Eventually.holds(() -> connected() == 0);
  }

  @Test
  default void whoClosesNeedNotHaveConnected() throws Exception {
    links().open(relay(), ME, SERVER).close();

    startRelay();
    try (Link other = links().open(relay(), ME, SERVER)) {
      Eventually.holds(() -> other.state() instanceof State.Connected);
      Eventually.holds(() -> connected() == 1);
    }
  }
}

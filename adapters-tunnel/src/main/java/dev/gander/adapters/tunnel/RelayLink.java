package dev.gander.adapters.tunnel;

import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRelay;
import java.lang.System.Logger.Level;
import java.time.Duration;

/// A link, on a thread of its own: connects, takes requests until the connection breaks, connects
/// again.
final class RelayLink implements TunnelLinks.Link {
  private static final System.Logger LOG = System.getLogger(RelayLink.class.getName());

  private final Dialer dialer;
  private final ServerDoor door;
  private final TunnelRelay relay;
  private final LinkLimits limits;
  private final Thread thread;
  private volatile TunnelLinks.State state = new TunnelLinks.State.Connecting();

  /// Connects to the relay.
  @FunctionalInterface
  interface Dialer {
    RelaySocket dial() throws RelayGone, InterruptedException;
  }

  private RelayLink(Dialer dialer, ServerDoor door, TunnelRelay relay, LinkLimits limits) {
    this.dialer = dialer;
    this.door = door;
    this.relay = relay;
    this.limits = limits;
    this.thread = Thread.ofVirtual().name("tunnel").unstarted(this::keep);
  }

  static RelayLink start(Dialer dialer, ServerDoor door, TunnelRelay relay, LinkLimits limits) {
    RelayLink link = new RelayLink(dialer, door, relay, limits);
    link.thread.start();
    return link;
  }

  /// Until interrupted.
  private void keep() {
    Duration pause = limits.firstPause();
    try (door) {
      while (true) {
        RelayGone gone = serve();
        boolean isNew = !(state instanceof TunnelLinks.State.Broken);
        if (isNew) {
          LOG.log(Level.WARNING, "tunnel over {0}: {1}; trying again", relay, gone.reason());
        }
        state = new TunnelLinks.State.Broken(gone.reason());
        pause = isNew ? limits.firstPause() : limits.pauseAfter(pause);
        Thread.sleep(pause);
      }
    } catch (InterruptedException _) {
      LOG.log(Level.INFO, "tunnel over {0}: closed", relay);
    }
  }

  /// Connects, and serves visitors until the connection breaks.
  private RelayGone serve() throws InterruptedException {
    try (RelaySocket socket = dialer.dial();
        Visitors visitors = new Visitors(door, socket)) {
      state = new TunnelLinks.State.Connected();
      LOG.log(Level.INFO, "tunnel over {0}: open", relay);
      while (true) {
        VisitorRequest.read(socket.next()).ifPresent(visitors::welcome);
      }
    } catch (RelayGone e) {
      return e;
    } catch (RuntimeException e) {
      // A mistake of ours must not end the tunnel while its status says that it runs.
      LOG.log(Level.ERROR, "tunnel over " + relay, e);
      return new RelayGone("an internal error");
    }
  }

  @Override
  public TunnelLinks.State state() {
    return state;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}

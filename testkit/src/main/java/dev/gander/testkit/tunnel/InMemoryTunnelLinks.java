package dev.gander.testkit.tunnel;

import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelIdentity;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelRelay;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Links to relays that run or not, as a test says; at first none does. Nobody visits.
public final class InMemoryTunnelLinks implements TunnelLinks {
  private final Set<TunnelRelay> running = ConcurrentHashMap.newKeySet();
  private final List<Opened> open = new CopyOnWriteArrayList<>();

  /// A link that is not closed.
  public record Opened(TunnelRelay relay, TunnelIdentity identity, LocalServer server) {}

  public void start(TunnelRelay relay) {
    running.add(relay);
  }

  public void stop(TunnelRelay relay) {
    running.remove(relay);
  }

  public List<Opened> open() {
    return List.copyOf(open);
  }

  /// How many links a relay that runs has.
  public int connected(TunnelRelay relay) {
    return running.contains(relay)
        ? (int) open.stream().filter(link -> link.relay().equals(relay)).count()
        : 0;
  }

  @Override
  public Link open(TunnelRelay relay, TunnelIdentity identity, LocalServer server) {
    Opened opened = new Opened(relay, identity, server);
    open.add(opened);
    return new Link() {
      @Override
      public State state() {
        return running.contains(relay)
            ? new State.Connected()
            : new State.Broken("the relay does not run");
      }

      @Override
      public void close() {
        open.remove(opened);
      }
    };
  }
}

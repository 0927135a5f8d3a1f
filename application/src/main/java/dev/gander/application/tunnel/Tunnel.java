package dev.gander.application.tunnel;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.SecretStore;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonString;
import dev.gander.domain.tunnel.LocalServer;
import dev.gander.domain.tunnel.TunnelIdentity;
import dev.gander.domain.tunnel.TunnelLinks;
import dev.gander.domain.tunnel.TunnelLock;
import dev.gander.domain.tunnel.TunnelRefused;
import dev.gander.domain.tunnel.TunnelRelay;
import dev.gander.domain.tunnel.TunnelStatus;
import dev.gander.domain.tunnel.TunnelStatus.State;
import java.lang.System.Logger.Level;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The one tunnel of this server. It exists only while the user has named a relay: nothing here has
/// an address of its own. Thread-safe; all that changes is guarded by one lock.
public final class Tunnel implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tunnel.class.getName());
  private static final String SWITCH = "GOOSE_TUNNEL";
  private static final String RELAY = "GOOSE_TUNNEL_WORKER_URL";
  private static final String AUTO_START = "tunnel_auto_start";
  private static final int SECRET_BYTES = 32;

  private final Parts parts;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable LocalServer server;
  private @Nullable Open open;

  /// What a tunnel needs.
  ///
  /// @param variables the environment, which alone names the relay: a client of the API must not
  ///   choose where conversations go
  /// @param random makes secrets
  public record Parts(
      Map<String, String> variables,
      TypedSettings settings,
      SecretStore secrets,
      KnownSecrets knownSecrets,
      TunnelLock lock,
      TunnelLinks links,
      RandomGenerator random) {}

  private record Open(
      TunnelRelay relay, TunnelIdentity identity, TunnelLinks.Link link, TunnelLock.Held held) {
    TunnelStatus status() {
      State state =
          switch (link.state()) {
            // goosed says so as well before the relay was reached.
            case TunnelLinks.State.Connecting _ -> State.RUNNING;
            case TunnelLinks.State.Connected _ -> State.RUNNING;
            case TunnelLinks.State.Broken _ -> State.ERROR;
          };
      return TunnelStatus.open(state, relay, identity);
    }

    void end() {
      link.close();
      held.close();
    }
  }

  public Tunnel(Parts parts) {
    this.parts = parts;
  }

  /// Says where the tunnel is to lead. Until then none can be opened.
  public void leadTo(LocalServer place) {
    lock.lock();
    try {
      server = place;
    } finally {
      lock.unlock();
    }
  }

  /// Opens the tunnel if the user left it open the last time. A failure is logged: nobody asked.
  public void openIfWanted() {
    try {
      boolean wanted = parts.settings.truth(AUTO_START).orElse(false);
      if (wanted && !isDisabled() && !parts.lock.isTaken()) {
        open();
      }
    } catch (GanderException e) {
      LOG.log(Level.WARNING, "The tunnel is not open: {0}", e.text());
    }
  }

  /// Opens the tunnel; the relay is reached afterwards.
  ///
  /// @throws TunnelRefused if there must not be one, there is one, or nothing to lead it from or to
  /// @throws StorageException if settings, secrets or the lock cannot be used
  public TunnelStatus open() {
    lock.lock();
    try {
      if (isDisabled()) {
        throw new TunnelRefused("The tunnel is disabled: " + SWITCH + " says so");
      }
      if (open != null) {
        String state = open.status().state().word();
        throw new TunnelRefused("The tunnel is already there (" + state + "); stop it first");
      }
      if (server == null) {
        throw new TunnelRefused("This program serves no HTTP that a tunnel could lead to");
      }
      open = opened(relay(), server);
      return open.status();
    } finally {
      lock.unlock();
    }
  }

  private TunnelRelay relay() {
    String relay = parts.variables.getOrDefault(RELAY, "");
    if (relay.isBlank()) {
      throw new TunnelRefused(
          "No relay is known: " + RELAY + " must name one that you trust, and there is no default");
    }
    return TunnelRelay.parse(relay);
  }

  private Open opened(TunnelRelay relay, LocalServer place) {
    TunnelLock.Held held =
        parts
            .lock
            .tryTake()
            .orElseThrow(
                () -> new TunnelRefused("Another program on this machine has the tunnel open"));
    try {
      TunnelIdentity identity =
          new TunnelIdentity(keptSecret("tunnel_agent_id"), keptSecret("tunnel_secret"));
      parts.knownSecrets.keep(identity.secret());
      return new Open(relay, identity, lasting(parts.links.open(relay, identity, place)), held);
    } catch (RuntimeException e) {
      held.close();
      throw e;
    }
  }

  /// The link, if the settings can say that it is wanted.
  private TunnelLinks.Link lasting(TunnelLinks.Link link) {
    try {
      parts.settings.settings().put(AUTO_START, Json.of(true));
      return link;
    } catch (RuntimeException e) {
      link.close();
      throw e;
    }
  }

  /// Made once, since phones keep what they were given.
  private String keptSecret(String name) {
    if (parts.secrets.find(name).orElse(null) instanceof JsonString(String text)
        && !text.isBlank()) {
      return text;
    }
    byte[] bytes = new byte[SECRET_BYTES];
    parts.random.nextBytes(bytes);
    String made = HexFormat.of().formatHex(bytes);
    parts.secrets.put(name, Json.of(made));
    return made;
  }

  /// Closes the tunnel if it is open, and leaves it closed at the next start.
  ///
  /// @throws StorageException if the settings cannot say so; the tunnel is closed all the same
  public void stop() {
    end();
    parts.settings.settings().put(AUTO_START, Json.of(false));
  }

  public TunnelStatus status() {
    lock.lock();
    try {
      if (isDisabled()) {
        return TunnelStatus.bare(State.DISABLED);
      }
      if (open != null) {
        return open.status();
      }
      return TunnelStatus.bare(parts.lock.isTaken() ? State.RUNNING : State.IDLE);
    } finally {
      lock.unlock();
    }
  }

  private boolean isDisabled() {
    String given = parts.variables.getOrDefault(SWITCH, "").toLowerCase(Locale.ROOT);
    return given.equals("no") || given.equals("none");
  }

  /// Closes the tunnel because the program ends: the next start opens it again, and this program
  /// does not.
  @Override
  public void close() {
    lock.lock();
    try {
      server = null;
      end();
    } finally {
      lock.unlock();
    }
  }

  private void end() {
    lock.lock();
    try {
      if (open != null) {
        open.end();
        open = null;
      }
    } finally {
      lock.unlock();
    }
  }
}

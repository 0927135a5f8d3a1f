package dev.gander.adapters.mcp.oauth;

import dev.gander.adapters.mcp.wire.ServerAccess;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.config.Settings;
import dev.gander.domain.extension.ExtensionCredentials;
import dev.gander.domain.extension.ExtensionCredentials.Owner;
import dev.gander.domain.json.JsonObject;
import dev.gander.oauth.Browser;
import dev.gander.oauth.OAuthException;
import dev.gander.oauth.OAuthException.Kind;
import dev.gander.oauth.OAuthHttp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The logins of this process at remote servers. Any thread.
public final class Logins {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ExtensionCredentials store;
  private final SharedLogins shared = new SharedLogins();
  private final LoginFlow flow;
  private final Clock clock;

  /// Those whose server has refused what a login had just yielded.
  private final Set<Owner> inVain = ConcurrentHashMap.newKeySet();

  /// @param secrets gets whatever must not be shown
  public Logins(
      Settings settings,
      NetworkSettings network,
      ExtensionCredentials store,
      Browser browser,
      KnownSecrets secrets,
      Clock clock) {
    this(settings, network, store, browser, secrets, clock, PATIENCE);
  }

  /// @param patience for an answer of a server
  Logins(
      Settings settings,
      NetworkSettings network,
      ExtensionCredentials store,
      Browser browser,
      KnownSecrets secrets,
      Clock clock,
      Duration patience) {
    this.store = store;
    this.clock = clock;
    this.flow =
        new LoginFlow(
            new OAuthHttp(new Connections(), network, Map.of(), patience),
            browser,
            new LoginSettings(settings),
            store,
            secrets,
            clock);
  }

  /// The access of one connection.
  ///
  /// @param resource the address of the server
  public ServerAccess accessTo(String extension, String resource) {
    return new RemoteAccess(this, new Owner(extension, resource), clock);
  }

  /// Asks the user to log in, whatever is stored.
  ///
  /// @throws OAuthException if the user does not, or a server is at fault
  public void login(String extension, String resource) throws InterruptedException {
    Owner owner = new Owner(extension, resource);
    inVain.remove(owner);
    var _ = login(owner, null, BearerChallenge.NONE, List.of());
  }

  /// The server has refused what a login had just yielded: until the user asks for a login, no
  /// other one is tried.
  void noteInVain(Owner owner) {
    inVain.add(owner);
  }

  boolean isInVain(Owner owner) {
    return inVain.contains(owner);
  }

  Optional<RemoteCredentials> stored(Owner owner) {
    return store.find(owner).flatMap(RemoteCredentials::read).map(flow::known);
  }

  /// Refreshed credentials, or those that somebody else has got meanwhile; empty if there are none
  /// left, since the user has to log in again.
  Optional<RemoteCredentials> refreshed(Owner owner, String refused, BearerChallenge challenge)
      throws InterruptedException {
    return RemoteCredentials.read(
            store.change(owner, kept -> refreshed(owner, kept, refused, challenge)))
        .map(flow::known);
  }

  private JsonObject refreshed(
      Owner owner, JsonObject kept, String refused, BearerChallenge challenge)
      throws InterruptedException {
    RemoteCredentials old = RemoteCredentials.read(kept).orElse(null);
    if (old == null || !old.access().equals(refused)) {
      return kept;
    }
    if (old.refresh() == null) {
      return JsonObject.EMPTY;
    }
    try {
      return flow.refreshed(owner, challenge, old, old.refresh()).json();
    } catch (OAuthException e) {
      if (e.kind() == Kind.REFUSED) {
        return JsonObject.EMPTY;
      }
      throw e;
    }
  }

  /// Credentials of a login, or those that somebody else has got meanwhile.
  ///
  /// @param refused the token that was not enough; null if there was none
  RemoteCredentials login(
      Owner owner, @Nullable String refused, BearerChallenge challenge, List<String> had)
      throws InterruptedException {
    return shared.join(owner, () -> one(owner, refused, challenge, had));
  }

  private RemoteCredentials one(
      Owner owner, @Nullable String refused, BearerChallenge challenge, List<String> had)
      throws InterruptedException {
    Optional<String> before = stored(owner).map(RemoteCredentials::access);
    JsonObject now =
        store.change(
            owner,
            kept -> {
              Optional<String> found = RemoteCredentials.read(kept).map(RemoteCredentials::access);
              boolean isNew = found.isPresent() && !found.equals(before);
              return isNew && !found.equals(Optional.ofNullable(refused))
                  ? kept
                  : flow.login(owner, challenge, had).json();
            });
    return RemoteCredentials.read(now).map(flow::known).orElseThrow();
  }
}

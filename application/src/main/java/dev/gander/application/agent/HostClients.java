package dev.gander.application.agent;

import dev.gander.domain.extension.HostClient;
import dev.gander.domain.session.SessionId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The programs in which the users of sessions sit, as far as they have said who they are.
/// Thread-safe.
public final class HostClients {
  private final Map<SessionId, HostClient> clients = new ConcurrentHashMap<>();

  /// From now on the session's extensions are told of this one when they start.
  ///
  /// @param client null if it has not said who it is
  public void note(SessionId session, @Nullable HostClient client) {
    if (client != null) {
      clients.put(session, client);
    }
  }

  Optional<HostClient> find(SessionId session) {
    return Optional.ofNullable(clients.get(session));
  }

  void forget(SessionId session) {
    clients.remove(session);
  }
}

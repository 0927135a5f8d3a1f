package dev.gander.application.naming;

import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Tells whoever wants to know that a session has got another name. Thread-safe.
public final class SessionNames {
  private final Map<SessionId, List<Consumer<Session>>> listeners = new ConcurrentHashMap<>();

  /// @param listener must be quick; called by whoever changes the name
  /// @return ends it; idempotent
  public Runnable listen(SessionId id, Consumer<Session> listener) {
    listeners.compute(
        id,
        (_, known) -> {
          List<Consumer<Session>> all = known == null ? new CopyOnWriteArrayList<>() : known;
          all.add(listener);
          return all;
        });
    return () ->
        listeners.computeIfPresent(
            id,
            (_, all) -> {
              all.remove(listener);
              return all.isEmpty() ? null : all;
            });
  }

  void renamed(Session session) {
    listeners.getOrDefault(session.id(), List.of()).forEach(it -> it.accept(session));
  }
}

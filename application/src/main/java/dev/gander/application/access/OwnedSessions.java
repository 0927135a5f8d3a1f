package dev.gander.application.access;

import dev.gander.domain.error.StorageException;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A store in which a caller finds the sessions that it sees, and no others. What a caller creates
/// is its own.
public record OwnedSessions(SessionStore store, Sight sight) implements SessionStore {
  @Override
  public Session create(SessionDetails details, Iterable<Message> messages) {
    Session created = store.create(details, messages);
    try {
      sight.made(created.id());
    } catch (StorageException e) {
      // Its maker would never see it.
      store.delete(created.id());
      throw e;
    }
    return created;
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return sight.sees(id) ? store.find(id) : Optional.empty();
  }

  @Override
  public Session update(SessionId id, UnaryOperator<SessionDetails> change) {
    sight.require(id);
    return store.update(id, change);
  }

  /// What is shared can be deleted by its owner only.
  @Override
  public void delete(SessionId id) {
    if (!sight.owns(id)) {
      throw new SessionNotFound(id);
    }
    store.delete(id);
  }

  @Override
  public List<Session> list(Set<SessionType> types) {
    return sight.seesAll()
        ? store.list(types)
        : store.all(List.copyOf(sight.sessions())).stream()
            .filter(session -> types.contains(session.type()))
            .sorted(Session.NEWEST_FIRST)
            .toList();
  }

  @Override
  public List<SessionPlace> places(Set<SessionType> types, @Nullable String workingDir) {
    List<SessionPlace> all = store.places(types, workingDir);
    if (sight.seesAll()) {
      return all;
    }
    Set<SessionId> seen = sight.sessions();
    return all.stream().filter(place -> seen.contains(place.id())).toList();
  }

  @Override
  public Map<SessionId, Long> sizes() {
    Map<SessionId, Long> all = store.sizes();
    if (sight.seesAll()) {
      return all;
    }
    Map<SessionId, Long> seen = new HashMap<>(all);
    seen.keySet().retainAll(sight.sessions());
    return Map.copyOf(seen);
  }

  @Override
  public List<Session> all(List<SessionId> ids) {
    if (sight.seesAll()) {
      return store.all(ids);
    }
    Set<SessionId> seen = sight.sessions();
    return store.all(ids.stream().filter(seen::contains).toList());
  }
}

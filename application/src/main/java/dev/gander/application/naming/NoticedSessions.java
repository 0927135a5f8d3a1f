package dev.gander.application.naming;

import dev.gander.application.news.News;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionDetails;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionName;
import dev.gander.domain.session.SessionPlace;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.session.SessionType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A store in which it is noticed that sessions come, go, and get other names, whoever does that.
///
/// @param store the store itself
public record NoticedSessions(SessionStore store, SessionNames names, News news)
    implements SessionStore {
  @Override
  public Session create(SessionDetails details, Iterable<Message> messages) {
    Session created = store.create(details, messages);
    news.changed(created.id());
    return created;
  }

  @Override
  public Optional<Session> find(SessionId id) {
    return store.find(id);
  }

  @Override
  public Session update(SessionId id, UnaryOperator<SessionDetails> change) {
    AtomicReference<@Nullable SessionName> before = new AtomicReference<>();
    Session updated =
        store.update(
            id,
            details -> {
              before.set(details.name());
              return change.apply(details);
            });
    if (!updated.name().equals(before.get())) {
      names.renamed(updated);
      news.changed(id);
    }
    return updated;
  }

  @Override
  public void delete(SessionId id) {
    store.delete(id);
    news.deleted(id);
  }

  @Override
  public List<Session> list(Set<SessionType> types) {
    return store.list(types);
  }

  @Override
  public List<SessionPlace> places(Set<SessionType> types, @Nullable String workingDir) {
    return store.places(types, workingDir);
  }

  @Override
  public Map<SessionId, Long> sizes() {
    return store.sizes();
  }

  @Override
  public List<Session> all(List<SessionId> ids) {
    return store.all(ids);
  }
}

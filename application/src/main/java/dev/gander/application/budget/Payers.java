package dev.gander.application.budget;

import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who pays for the calls of a session.
///
/// @param keys the key to which a session belongs
record Payers(SessionStore sessions, Function<SessionId, KeyId> keys) {

  /// For a call outside of turns.
  Payer of(SessionId id) {
    return id.value().isEmpty()
        ? new Payer(null, keys.apply(id), null, null, null)
        : sessions.find(id).map(session -> of(session, null)).orElseGet(() -> ofUnknown(id));
  }

  private Payer ofUnknown(SessionId id) {
    return new Payer(id, keys.apply(id), null, null, null);
  }

  Payer of(Session session, @Nullable String run) {
    return new Payer(
        session.id(),
        keys.apply(session.id()),
        recipe(session),
        session.details().origin().scheduleId(),
        run);
  }

  /// A recipe is known by its title.
  static @Nullable String recipe(Session session) {
    return session.recipe().json() instanceof JsonObject recipe
        ? recipe.text("title").orElse(null)
        : null;
  }
}

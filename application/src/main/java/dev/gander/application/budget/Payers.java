package dev.gander.application.budget;

import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.budget.Payer;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.Session;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionStore;
import org.jspecify.annotations.Nullable;

/// Who pays for the calls of a session.
///
/// Whoever asks pays: a schedule and a run work for the key that made them.
record Payers(SessionStore sessions) {

  /// For a call outside of turns.
  Payer of(SessionId id) {
    return id.value().isEmpty()
        ? ofCaller()
        : sessions.find(id).map(session -> of(session, null)).orElseGet(() -> ofUnknown(id));
  }

  /// For a call that belongs to no session.
  Payer ofCaller() {
    return new Payer(null, key(), null, null, null);
  }

  private Payer ofUnknown(SessionId id) {
    return new Payer(id, key(), null, null, null);
  }

  Payer of(Session session, @Nullable String run) {
    return new Payer(
        session.id(), key(), recipe(session), session.details().origin().scheduleId(), run);
  }

  private static KeyId key() {
    return CurrentCaller.get().key();
  }

  /// A recipe is known by its title.
  static @Nullable String recipe(Session session) {
    return session.recipe().json() instanceof JsonObject recipe
        ? recipe.text("title").orElse(null)
        : null;
  }
}

package dev.gander.domain.access;

import java.util.EnumSet;
import java.util.Set;

/// On whose behalf something is done.
///
/// @param key with which it was asked for
/// @param scopes what that key may be used for
public record Caller(KeyId key, Set<Scope> scopes) {
  /// Whoever has the server's own key, and the server itself.
  public static final Caller SERVER = new Caller(KeyId.SERVER, EnumSet.allOf(Scope.class));

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /// The owner of something, for work in the background that nobody asks for at the moment.
  public static Caller owning(KeyId key) {
    return key.equals(KeyId.SERVER) ? SERVER : new Caller(key, Set.of());
  }

  /// An administrator may do everything.
  public boolean may(Scope scope) {
    return scopes.contains(scope) || seesAll();
  }

  /// Whether what `owner` has made is there for this caller.
  public boolean sees(KeyId owner) {
    return key.equals(owner) || seesAll();
  }

  /// Whether what belongs to others is there for this caller.
  public boolean seesAll() {
    return scopes.contains(Scope.ADMIN);
  }
}

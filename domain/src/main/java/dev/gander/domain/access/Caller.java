package dev.gander.domain.access;

import java.util.EnumSet;
import java.util.Set;

/// Whoever sent a request.
///
/// @param key with which it came
/// @param scopes what that key may be used for
public record Caller(KeyId key, Set<Scope> scopes) {
  /// Whoever has the server's own key.
  public static final Caller SERVER = new Caller(KeyId.SERVER, EnumSet.allOf(Scope.class));

  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /// An administrator may do everything.
  public boolean may(Scope scope) {
    return scopes.contains(scope) || scopes.contains(Scope.ADMIN);
  }

  /// Whether what `owner` has made is there for this caller.
  public boolean sees(KeyId owner) {
    return key.equals(owner) || scopes.contains(Scope.ADMIN);
  }
}

package dev.gander.domain.access;

import java.util.EnumSet;
import java.util.Set;

/// Who calls.
public record Caller(KeyId key, Set<Scope> scopes) {
  public static final Caller SERVER = new Caller(KeyId.SERVER, EnumSet.allOf(Scope.class));

  public Caller {
    scopes = Set.copyOf(scopes);
  }
}

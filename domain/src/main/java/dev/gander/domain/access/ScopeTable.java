package dev.gander.domain.access;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// The scope that each of many things needs, for tables that are written by scope.
public final class ScopeTable {
  private ScopeTable() {}

  /// @param names for each scope, separated by blanks
  /// @return the scope of each name
  /// @throws IllegalArgumentException if a name has two
  public static Map<String, Scope> of(Map<Scope, String> names) {
    Map<String, Scope> all = new HashMap<>();
    names.forEach(
        (scope, text) -> {
          for (String name : text.strip().split("\\s+")) {
            if (all.put(name, scope) != null) {
              throw new IllegalArgumentException("two scopes: " + name);
            }
          }
        });
    return Collections.unmodifiableMap(all);
  }
}

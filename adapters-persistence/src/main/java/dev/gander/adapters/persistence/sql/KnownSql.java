package dev.gander.adapters.persistence.sql;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Parses each statement once. Thread-safe.
public final class KnownSql {
  /// More than there are in the program; some are made of what a user searches for.
  private static final int MOST = 500;

  private final Map<String, Sql> parsed = new ConcurrentHashMap<>();

  Sql of(String written) {
    Sql known = parsed.get(written);
    if (known == null) {
      if (parsed.size() >= MOST) {
        parsed.clear();
      }
      known = Sql.parse(written);
      parsed.put(written, known);
    }
    return known;
  }
}

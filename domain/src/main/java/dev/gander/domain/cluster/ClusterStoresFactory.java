package dev.gander.domain.cluster;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.observe.Observer;
import dev.gander.domain.session.IdSource;
import java.time.Clock;

/// Provided to the service loader by a module with a database for several servers. Thread-safe.
public interface ClusterStoresFactory {
  /// Connects to nothing yet: the first use does, and tries again when that fails.
  ///
  /// @throws InvalidInput if the address cannot be understood
  ClusterStores open(ClusterSettings settings, Surroundings surroundings);

  /// What the stores need of this server.
  ///
  /// @param clock for what people see, such as when a session was begun; rights and deadlines are
  ///   measured by the clock of the database
  /// @param observer is told of work on the database
  record Surroundings(IdSource ids, Clock clock, Observer observer) {}
}

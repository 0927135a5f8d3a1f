package dev.gander.adapters.acp.connection;

import dev.gander.domain.access.Scope;
import java.util.Optional;

/// The methods by name.
public interface MethodTable {
  Optional<AcpMethod> request(String name);

  Optional<AcpNotification> notification(String name);

  /// What a key must be good for.
  Scope scope(String name);
}

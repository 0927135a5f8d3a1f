package dev.gander.adapters.acp.connection;

import java.util.Optional;

/// The methods by name.
public interface MethodTable {
  Optional<AcpMethod> request(String name);

  Optional<AcpNotification> notification(String name);
}

package dev.gander.adapters.acp.connection;

import dev.gander.domain.json.JsonFields;

/// Takes one kind of notification, in the order of arrival, so it must not block.
@FunctionalInterface
public interface AcpNotification {
  void take(Connection client, JsonFields params);
}

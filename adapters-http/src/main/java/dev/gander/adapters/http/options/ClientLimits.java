package dev.gander.adapters.http.options;

import java.time.Duration;

/// How much of the server its clients may take up, and for how long.
///
/// @param patience how long a client may take to send the head of a request, a new one including
///   its TLS handshake; how long it may leave data unread, or delay a body that it has announced
/// @param idle how long a connection may stay open between two requests
/// @param connections how many may be open at once; at least 1
/// @param connectionsPerAddress how many of them may come from one address that is not of this
///   machine; at least 1
public record ClientLimits(
    Duration patience, Duration idle, int connections, int connectionsPerAddress) {
  private static final int MOST_CONNECTIONS = 4096;
  private static final int FEWEST_CONNECTIONS = 16;

  public ClientLimits {
    if (connections < 1 || connectionsPerAddress < 1) {
      throw new IllegalArgumentException("no connection may be open");
    }
  }

  /// For a process that may have so many descriptors open. Half of them remain for files, programs
  /// and connections to models.
  public static ClientLimits forDescriptors(long descriptors) {
    int connections =
        Math.toIntExact(Math.clamp(descriptors / 2, FEWEST_CONNECTIONS, MOST_CONNECTIONS));
    return new ClientLimits(
        Duration.ofSeconds(30), Duration.ofMinutes(5), connections, connections / 4);
  }

  public ClientLimits withPatience(Duration patience) {
    return new ClientLimits(patience, idle, connections, connectionsPerAddress);
  }

  public ClientLimits withIdle(Duration idle) {
    return new ClientLimits(patience, idle, connections, connectionsPerAddress);
  }

  public ClientLimits withConnections(int connections, int perAddress) {
    return new ClientLimits(patience, idle, connections, perAddress);
  }
}

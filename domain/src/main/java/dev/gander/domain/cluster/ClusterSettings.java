package dev.gander.domain.cluster;

import dev.gander.domain.error.InvalidInput;
import java.time.Duration;

/// How a server reaches what it shares with others.
///
/// @param address of the database, perhaps with a password: never to be shown
/// @param cluster the name that all servers of one cluster have in common, so that two clusters do
///   not share a database by mistake
/// @param node the name of this server in its cluster; another one after each start
/// @param connections how many this server has at most for its work
/// @param patience how long work waits for a database that is away before it fails
public record ClusterSettings(
    String address, String cluster, String node, int connections, Duration patience) {
  public static final int CONNECTIONS = 10;
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  public ClusterSettings {
    if (connections < 2) {
      throw new InvalidInput("A server needs at least 2 connections to its database");
    }
  }

  /// Without the address, which may contain a password.
  @Override
  public String toString() {
    return "ClusterSettings[cluster=" + cluster + ", node=" + node + "]";
  }
}

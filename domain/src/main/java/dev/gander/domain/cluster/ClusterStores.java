package dev.gander.domain.cluster;

import dev.gander.domain.config.StoredMap;
import dev.gander.domain.observe.StoreState;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/// What the servers of a cluster have in common. A port that is missing here is each server's own.
/// The stores of one instance belong together; they are thread-safe, and valid until it is closed.
public interface ClusterStores extends AutoCloseable {
  /// The name of this server among those that share the stores.
  String node();

  SessionStore sessions();

  ConversationStore conversations();

  SessionSearch search();

  LeaseTable leases();

  SharedEvents events();

  SharedQuestions questions();

  NodeMail mail();

  SessionPlaces places();

  /// For moving sessions from and to a server on its own.
  SessionRows rows();

  /// Asks the database now, without waiting long. Never fails: what is wrong is in the result.
  StoreState look();

  /// Lets the others know of this server until the stores are closed. Fails for nothing.
  ///
  /// @param lasts for how long it counts as alive after a sign of life
  /// @return all servers
  ClusterNodes join(NodeDescription self, Duration lasts);

  /// The time that all servers go by, in the zone of this one: that of the database, as it was
  /// found to differ at the last sign of life from that of this server.
  Clock clock();

  /// The rows of [#own()], for moving them like sessions.
  OwnRows ownRows();

  /// What is Gander's own, shared by all servers.
  OwnStores own();

  /// Schedules, shared by all servers.
  ///
  /// @param recipes a folder of this server for copies of the jobs' recipes
  SharedSchedules schedules(Path recipes);

  /// A map that all servers share, such as their settings. Each look is at what this server has
  /// been told of, less than a second ago; while the database is away, what it knew last counts.
  ///
  /// @param name that no other has
  StoredMap map(String name);

  /// Like [#map], but encrypted, with keys that the database has not.
  ///
  /// @param keys 32 bytes each in base64, separated by commas, the current one first
  /// @throws dev.gander.domain.error.InvalidInput if one is none
  StoredMap sealedMap(String name, String keys);

  /// Waits for the work in progress. May be called several times.
  @Override
  void close();
}

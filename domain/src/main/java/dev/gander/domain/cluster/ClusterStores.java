package dev.gander.domain.cluster;

import dev.gander.domain.observe.StoreState;
import dev.gander.domain.session.ConversationStore;
import dev.gander.domain.session.SessionSearch;
import dev.gander.domain.session.SessionStore;

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

  /// For moving sessions from and to a server on its own.
  SessionRows rows();

  /// Asks the database now, without waiting long. Never fails: what is wrong is in the result.
  StoreState look();

  /// Waits for the work in progress. May be called several times.
  @Override
  void close();
}

package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.application.api.UseCases;
import dev.gander.domain.session.SessionId;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sessions that one client watches. Thread-safe.
public final class SessionFeeds implements AutoCloseable {
  private final RpcPeer rpc;
  private final UseCases use;
  private final Supplier<ClientCapabilities> capabilities;
  // Guarded by itself.
  private final Map<SessionId, SessionFeed> feeds = new HashMap<>();
  private boolean closed;

  public SessionFeeds(RpcPeer rpc, UseCases use, Supplier<ClientCapabilities> capabilities) {
    this.rpc = rpc;
    this.use = use;
    this.capabilities = capabilities;
  }

  /// The session as the client watches it: from its running turn on, if it did not watch it before.
  ///
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public SessionFeed watch(SessionId id) {
    synchronized (feeds) {
      SessionFeed known = feeds.get(id);
      return known == null ? put(SessionFeed.watch(id, rpc, use, capabilities)) : known;
    }
  }

  /// Tells the client everything that is stored in the session, and then what happens in it.
  /// Returns when the stored messages are told.
  ///
  /// @throws dev.gander.domain.session.SessionNotFound for an unknown session
  public SessionFeed load(SessionId id) {
    leave(id);
    SessionFeed feed = SessionFeed.replay(id, rpc, use, capabilities);
    synchronized (feeds) {
      return put(feed);
    }
  }

  private SessionFeed put(SessionFeed feed) {
    SessionFeed before = feeds.put(feed.session(), feed);
    if (before != null) {
      before.close();
    }
    if (closed) {
      feed.close();
    } else {
      feed.start();
    }
    return feed;
  }

  /// The client does not watch the session any more. Its turn goes on.
  public void leave(SessionId id) {
    SessionFeed feed;
    synchronized (feeds) {
      feed = feeds.remove(id);
    }
    if (feed != null) {
      feed.close();
    }
  }

  /// Null if the client does not watch it.
  public @Nullable SessionFeed find(SessionId id) {
    synchronized (feeds) {
      return feeds.get(id);
    }
  }

  @Override
  public void close() {
    synchronized (feeds) {
      closed = true;
      feeds.values().forEach(SessionFeed::close);
      feeds.clear();
    }
  }
}

package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.application.api.UseCases;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.session.SessionNotFound;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The sessions that one client watches, and its prompts in them. Thread-safe.
public final class SessionFeeds implements AutoCloseable {
  private final Audience audience;
  // Guarded by itself.
  private final Map<SessionId, SessionFeed> feeds = new HashMap<>();
  // Those that the client has closed; guarded by feeds.
  private final Set<SessionId> shut = new HashSet<>();
  // Guarded by itself.
  private final Map<SessionId, RunningPrompt> prompts = new HashMap<>();
  private boolean closed;

  /// @param mayApprove whether the client may answer whether a tool may run
  public SessionFeeds(
      RpcPeer rpc, UseCases use, boolean mayApprove, Supplier<ClientCapabilities> capabilities) {
    this.audience = new Audience(rpc, use, mayApprove, capabilities);
  }

  /// The session as the client watches it: from its running turn on, if it did not watch it before.
  ///
  /// @throws SessionNotFound for an unknown session, or one that the client has closed
  public SessionFeed watch(SessionId id) {
    synchronized (feeds) {
      requireOpen(id);
      SessionFeed known = feeds.get(id);
      return known == null ? put(open(id)) : known;
    }
  }

  /// @throws SessionNotFound if the client has closed the session, which to it no longer exists
  public void requireOpen(SessionId id) {
    synchronized (feeds) {
      if (shut.contains(id)) {
        throw new SessionNotFound(id);
      }
    }
  }

  /// The client opens a session, perhaps again.
  public void admit(SessionId id) {
    synchronized (feeds) {
      shut.remove(id);
    }
  }

  /// The client closes a session. It is still told how its own prompt there ends.
  public void shut(SessionId id) {
    SessionFeed feed;
    synchronized (feeds) {
      shut.add(id);
      feed = feeds.remove(id);
    }
    if (feed != null) {
      prompt(id).ifPresentOrElse(prompt -> prompt.afterwards(feed::close), feed::close);
    }
  }

  /// Tells the client everything that is stored in the session, and then what happens in it.
  /// Returns when the stored messages are told.
  ///
  /// @throws SessionNotFound for an unknown session
  public SessionFeed load(SessionId id) throws InterruptedException {
    leave(id);
    // Before the messages are read, so that nothing is missing in between.
    SessionFeed feed = open(id);
    try {
      feed.replay(audience.use().sessions().get().get(id).messages());
    } catch (RuntimeException | InterruptedException e) {
      feed.close();
      throw e;
    }
    synchronized (feeds) {
      return put(feed);
    }
  }

  private SessionFeed open(SessionId id) {
    return new SessionFeed(id, audience, audience.use().turns().follow().join(id));
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

  /// Notes a prompt of the client.
  ///
  /// @return the one that runs in the session already; empty if it was noted
  public Optional<RunningPrompt> enter(RunningPrompt prompt) {
    synchronized (prompts) {
      RunningPrompt before = prompts.putIfAbsent(prompt.session(), prompt);
      if (before == null) {
        audience.prompts().put(prompt.runId(), prompt);
      }
      return Optional.ofNullable(before);
    }
  }

  /// The prompt has been answered.
  public void exit(RunningPrompt prompt) {
    synchronized (prompts) {
      prompts.remove(prompt.session(), prompt);
      audience.prompts().remove(prompt.runId());
    }
  }

  /// The client's prompt in a session; empty if none runs.
  public Optional<RunningPrompt> prompt(SessionId id) {
    synchronized (prompts) {
      return Optional.ofNullable(prompts.get(id));
    }
  }

  /// The client is gone. Turns go on; nobody waits for their end any more.
  @Override
  public void close() {
    synchronized (feeds) {
      closed = true;
      feeds.values().forEach(SessionFeed::close);
      feeds.clear();
    }
    synchronized (prompts) {
      prompts.values().forEach(prompt -> prompt.failed(RpcError.internal("the client has gone")));
    }
  }
}

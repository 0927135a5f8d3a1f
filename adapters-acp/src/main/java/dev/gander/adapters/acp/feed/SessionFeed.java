package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.turn.Subscription;
import dev.gander.domain.session.SessionId;
import java.util.function.Supplier;

/// One session as a client watches it.
public final class SessionFeed implements AutoCloseable {
  private final SessionId session;
  private final Subscription events;

  private SessionFeed(SessionId session, Subscription events) {
    this.session = session;
    this.events = events;
  }

  static SessionFeed watch(
      SessionId session, RpcPeer rpc, UseCases use, Supplier<ClientCapabilities> capabilities) {
    return new SessionFeed(session, use.turns().follow().join(session));
  }

  static SessionFeed replay(
      SessionId session, RpcPeer rpc, UseCases use, Supplier<ClientCapabilities> capabilities) {
    return new SessionFeed(session, use.turns().follow().join(session));
  }

  void start() {}

  public SessionId session() {
    return session;
  }

  @Override
  public void close() {
    events.close();
  }
}

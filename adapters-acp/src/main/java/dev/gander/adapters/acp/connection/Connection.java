package dev.gander.adapters.acp.connection;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.feed.SessionFeeds;
import dev.gander.adapters.acp.rpc.Outlet;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcHandler;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.adapters.acp.rpc.RpcResult;
import dev.gander.adapters.acp.rpc.RpcWork;
import dev.gander.application.api.UseCases;
import dev.gander.application.api.access.RecordRequest;
import dev.gander.application.api.status.HideSecrets;
import dev.gander.domain.access.Caller;
import dev.gander.domain.access.CurrentCaller;
import dev.gander.domain.access.Scope;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionNotFound;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// One client. Thread-safe, but messages come from one thread at a time.
public final class Connection implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  private final MethodTable methods;
  private final Caller caller;
  private final RecordRequest audit;
  private final HideSecrets discreet;
  private final RpcPeer rpc;
  private final SessionFeeds sessions;
  private final AtomicReference<ClientCapabilities> capabilities =
      new AtomicReference<>(ClientCapabilities.NONE);

  /// @param caller for whom the client's requests are served
  /// @param cutOff called if the client leaves too much unread
  public Connection(
      MethodTable methods, UseCases use, Caller caller, Outlet client, Runnable cutOff) {
    this.methods = methods;
    this.caller = caller;
    this.audit = use.access().audit();
    this.discreet = use.status().hideSecrets();
    this.rpc = new RpcPeer(new Handler(), client, cutOff);
    this.sessions = new SessionFeeds(rpc, use, caller.may(Scope.APPROVE), capabilities::get);
  }

  public RpcPeer rpc() {
    return rpc;
  }

  /// The sessions that the client watches.
  public SessionFeeds sessions() {
    return sessions;
  }

  public ClientCapabilities capabilities() {
    return Objects.requireNonNull(capabilities.get());
  }

  /// Whether the client's key is good for that.
  public boolean may(Scope scope) {
    return caller.may(scope);
  }

  /// For requests that only sometimes need more than their method does.
  ///
  /// @throws RpcError if the client's key is not good for that
  public void require(Scope needed) {
    if (!may(needed)) {
      throw RpcError.forbidden("This key lacks the scope `" + needed.wire() + "`");
    }
  }

  /// Only what is announced first counts.
  public void announce(ClientCapabilities announced) {
    capabilities.compareAndSet(ClientCapabilities.NONE, announced);
  }

  public void receive(String text) {
    rpc.receive(text);
  }

  public void receive(JsonObject message) {
    rpc.receive(message);
  }

  /// Turns go on, and their questions stay open for whoever watches the session next.
  @Override
  public void close() {
    rpc.close();
    sessions.close();
  }

  private final class Handler implements RpcHandler {
    @Override
    public Optional<RpcWork> begin(String name, Json params) {
      return methods.request(name).map(method -> begin(method, name, object(name, params)));
    }

    /// For the caller, if its key is good for that.
    private RpcWork begin(AcpMethod method, String name, JsonObject params) {
      requireScope(name, params);
      RpcWork work = CurrentCaller.call(caller, () -> method.begin(Connection.this, params));
      return () -> {
        RpcResult done = CurrentCaller.call(caller, () -> recorded(work, name, params));
        return new RpcResult(done.result(), () -> CurrentCaller.run(caller, done.afterwards()));
      };
    }

    private void requireScope(String name, JsonObject params) {
      try {
        require(methods.scope(name));
      } catch (RpcError e) {
        note(name, params, "forbidden");
        throw e;
      }
    }

    private RpcResult recorded(RpcWork work, String name, JsonObject params)
        throws InterruptedException {
      String outcome = "error";
      try {
        RpcResult done = work.run();
        outcome = "ok";
        return done;
      } finally {
        note(name, params, outcome);
      }
    }

    private void note(String name, JsonObject params, String outcome) {
      audit.add(
          new RecordRequest.Request(
              caller.key().value(),
              null,
              "acp " + name,
              params.text("sessionId").orElse(null),
              outcome));
    }

    @Override
    public void notified(String name, Json params) {
      methods
          .notification(name)
          .filter(_ -> params instanceof JsonObject && caller.may(methods.scope(name)))
          .ifPresent(it -> CurrentCaller.run(caller, () -> take(it, JsonFields.of(params))));
    }

    /// Nobody is told of a mistake in a notification.
    private void take(AcpNotification notification, JsonFields params) {
      try {
        notification.take(Connection.this, params);
      } catch (SessionNotFound e) {
        LOG.log(Level.DEBUG, "a notification is ignored: {0}", e.text());
      }
    }

    /// Like the answers with errors over HTTP, without secrets: they may quote anything.
    @Override
    public RpcError explain(String name, Json params, Throwable failure) {
      return FailedMethod.explain(name, params, failure).inWords(discreet::in);
    }
  }

  /// No parameters count as empty ones.
  private static JsonObject object(String name, Json params) {
    return switch (params) {
      case JsonObject object -> object;
      case JsonNull _ -> JsonObject.EMPTY;
      default -> throw new InvalidShape("invalid params of " + name + ", expected a map");
    };
  }
}

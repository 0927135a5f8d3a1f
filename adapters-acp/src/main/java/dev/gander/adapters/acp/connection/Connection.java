package dev.gander.adapters.acp.connection;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.feed.SessionFeeds;
import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.adapters.acp.rpc.RpcHandler;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.adapters.acp.rpc.RpcWork;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/// One client. Thread-safe, but messages come from one thread at a time.
public final class Connection implements AutoCloseable {
  private final MethodTable methods;
  private final RpcPeer rpc;
  private final SessionFeeds sessions;
  private final AtomicReference<ClientCapabilities> capabilities =
      new AtomicReference<>(ClientCapabilities.NONE);

  /// @param client receives each message, also as text
  /// @param cutOff called if the client leaves too much unread
  public Connection(
      MethodTable methods, UseCases use, BiConsumer<JsonObject, String> client, Runnable cutOff) {
    this.methods = methods;
    this.rpc = new RpcPeer(new Handler(), client, cutOff);
    this.sessions = new SessionFeeds(rpc, use, capabilities::get);
  }

  public RpcPeer rpc() {
    return rpc;
  }

  /// The sessions that the client watches.
  public SessionFeeds sessions() {
    return sessions;
  }

  public ClientCapabilities capabilities() {
    return Objects.requireNonNull(capabilities.get(), "never emptied");
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
      return methods
          .request(name)
          .map(method -> method.begin(Connection.this, object(name, params)));
    }

    @Override
    public void notified(String name, Json params) {
      methods
          .notification(name)
          .filter(_ -> params instanceof JsonObject)
          .ifPresent(it -> it.take(Connection.this, JsonFields.of(params)));
    }

    @Override
    public RpcError explain(String name, Json params, Throwable failure) {
      return FailedMethod.explain(name, params, failure);
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

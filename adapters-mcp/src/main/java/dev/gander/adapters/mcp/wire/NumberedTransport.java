package dev.gander.adapters.mcp.wire;

import dev.gander.domain.json.JsonNumber;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Numbers requests on the wire as goosed does, instead of the SDK's random texts: `initialize` is
/// 0, any other request is one more than its progress token, so that a request can be cancelled by
/// its number. Drops unexpected answers and unread notifications, and after the end of the
/// connection whatever the other side still says or would be told.
final class NumberedTransport implements McpClientTransport {
  private static final JSONRPCError FORGOTTEN = new JSONRPCError(-32603, "forgotten");

  private final McpClientTransport transport;
  private final Set<String> notifications;
  private final Map<Long, Object> waiting = new ConcurrentHashMap<>();
  private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> receiver;
  private volatile boolean over;

  NumberedTransport(McpClientTransport transport, Set<String> notifications) {
    this.transport = transport;
    this.notifications = notifications;
  }

  static long idOf(long progressToken) {
    return progressToken + 1;
  }

  @Override
  public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
    receiver = handler;
    return transport.connect(incoming -> handler.apply(incoming.mapNotNull(this::received)));
  }

  private @Nullable JSONRPCMessage received(JSONRPCMessage message) {
    return over ? null : wanted(message);
  }

  private @Nullable JSONRPCMessage wanted(JSONRPCMessage message) {
    return switch (message) {
      case JSONRPCNotification notification ->
          notifications.contains(notification.method()) ? notification : null;
      case JSONRPCResponse response -> answer(response);
      case null, default -> message;
    };
  }

  private @Nullable JSONRPCMessage answer(JSONRPCResponse response) {
    Object id = response.id() instanceof Number number ? waiting.remove(number.longValue()) : null;
    return id == null ? null : new JSONRPCResponse("2.0", id, response.result(), response.error());
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return switch (message) {
      case JSONRPCRequest request -> Mono.defer(() -> transport.sendMessage(numbered(request)));
      case JSONRPCResponse response ->
          Mono.defer(() -> over ? Mono.empty() : transport.sendMessage(response))
              .onErrorComplete(_ -> over);
      default -> transport.sendMessage(message);
    };
  }

  /// The connection has ended.
  void end() {
    over = true;
  }

  private JSONRPCRequest numbered(JSONRPCRequest request) {
    long id = number(request);
    waiting.put(id, request.id());
    return new JSONRPCRequest(request.method(), id, request.params());
  }

  private static long number(JSONRPCRequest request) {
    return WireMessage.jsonObject(request.params())
        .object("_meta")
        .map(meta -> meta.get("progressToken"))
        .filter(JsonNumber.class::isInstance)
        .map(token -> idOf(((JsonNumber) token).value().longValue()))
        .orElse(0L);
  }

  /// Makes the session forget a request whose answer is no longer wanted.
  void forget(long id) {
    Object waited = waiting.remove(id);
    var handler = receiver;
    if (waited != null && handler != null) {
      handler.apply(Mono.just(JSONRPCResponse.error(waited, FORGOTTEN))).subscribe();
    }
  }

  @Override
  public void setExceptionHandler(Consumer<Throwable> handler) {
    transport.setExceptionHandler(handler);
  }

  @Override
  public Mono<Void> closeGracefully() {
    return transport.closeGracefully();
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return transport.unmarshalFrom(data, type);
  }

  @Override
  public List<String> protocolVersions() {
    return transport.protocolVersions();
  }
}

package dev.gander.adapters.mcp.wire;

import dev.gander.domain.error.ConnectionFailure;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.CallTimer;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.observe.ServerExchange;
import dev.gander.domain.observe.Trail;
import dev.gander.json.jackson.JsonText;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientSession;
import io.modelcontextprotocol.spec.McpClientSession.NotificationHandler;
import io.modelcontextprotocol.spec.McpClientSession.RequestHandler;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpTransportSessionNotFoundException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// A connection to a server on the MCP SDK's session. Requests block, each with its own time limit;
/// they are cancelled on the wire when they run out of time or their thread is interrupted, and
/// fail at once when the other side goes away. Any thread.
public final class McpConnection implements AutoCloseable {
  private static final TypeRef<Json> ANY_JSON = new TypeRef<>() {};

  /// The session has one limit for all requests; each of ours has its own.
  private static final Duration NO_LIMIT = Duration.ofDays(365);

  /// In nanoseconds. A timer that stands still may have next to nothing left.
  private static final long SHORTEST_WAIT = Duration.ofMillis(20).toNanos();

  private final NumberedTransport transport;
  private final McpClientSession session;
  private final McpPeer peer;
  private final Exchanges exchanges;
  private final AccessGate gate;
  private final ExecutorService answering = Executors.newVirtualThreadPerTaskExecutor();
  private final Scheduler answeringScheduler = Schedulers.fromExecutor(answering);
  private final AtomicLong tokens = new AtomicLong();
  private final AtomicLong greetings = new AtomicLong();
  private final ReentrantLock greeting = new ReentrantLock();
  private volatile JsonObject greetingParams = JsonObject.EMPTY;
  private volatile String version = "";
  private volatile boolean open = true;

  /// Starts listening.
  public McpConnection(McpClientTransport transport, McpPeer peer) {
    this(transport, peer, Exchanges.OWN_WORDS, ServerAccess.NONE);
  }

  /// @param exchanges those of the transport
  /// @param access what the transport sends with each request
  public McpConnection(
      McpClientTransport transport, McpPeer peer, Exchanges exchanges, ServerAccess access) {
    this.exchanges = exchanges;
    this.gate = new AccessGate(access);
    this.peer = peer;
    this.transport = new NumberedTransport(transport, peer.notifications());
    this.session =
        new McpClientSession(
            NO_LIMIT,
            this.transport,
            peer.requests().stream().collect(Collectors.toMap(Function.identity(), this::answerer)),
            peer.notifications().stream()
                .collect(Collectors.toMap(Function.identity(), this::listener)),
            connected -> connected);
    this.transport.setExceptionHandler(_ -> fail());
  }

  private RequestHandler<JsonObject> answerer(String method) {
    return params ->
        Mono.fromCallable(() -> peer.asked(method, WireMessage.jsonObject(params)))
            .onErrorMap(ExtensionException.class, McpConnection::onTheWire)
            .subscribeOn(answeringScheduler)
            // An answer that was cut short by the end of the connection has no reader.
            .onErrorResume(failure -> open ? Mono.error(failure) : Mono.empty());
  }

  private static McpError onTheWire(ExtensionException e) {
    return new McpError(new JSONRPCError(e.code(), e.text()));
  }

  private NotificationHandler listener(String method) {
    return params -> Mono.fromRunnable(() -> peer.notified(method, WireMessage.jsonObject(params)));
  }

  public boolean isOpen() {
    return open && !exchanges.isDead();
  }

  /// The number of a request and of its progress: 0, 1, 2, …
  public long nextToken() {
    return tokens.getAndIncrement();
  }

  /// The first request of a connection, which has no progress token, and the notification that
  /// follows it.
  public JsonObject initialize(JsonObject params, Duration limit) throws InterruptedException {
    greetingParams = params;
    CallTimer timer = new CallTimer(limit);
    JsonObject result = await("initialize", params, 0, timer);
    try {
      gate.pass(timer, () -> get(send("notifications/initialized", null).toFuture(), timer));
    } catch (TimeoutException e) {
      throw tooLong(limit, e);
    }
    version = result.text("protocolVersion").orElse("");
    greetings.incrementAndGet();
    return result;
  }

  /// Sends a request whose `params._meta.progressToken` is `token` and waits for its result. A
  /// server that has forgotten us is initialized again, once (goosed 1.36).
  ///
  /// @throws ExtensionException with the server's code and text, or `request timeout after PT1S`,
  ///   or `Transport closed`
  public JsonObject request(String method, JsonObject params, long token, CallTimer timer)
      throws InterruptedException {
    long id = NumberedTransport.idOf(token);
    long before = greetings.get();
    try {
      return await(method, params, id, timer);
    } catch (ExtensionException e) {
      if (!(e.getCause() instanceof McpTransportSessionNotFoundException)) {
        throw e;
      }
      greetAgain(before, timer.limit());
      return await(method, params, id, timer);
    }
  }

  /// Unless another request has already done so.
  private void greetAgain(long forgotten, Duration limit) throws InterruptedException {
    greeting.lockInterruptibly();
    try {
      if (greetings.get() == forgotten) {
        var _ = initialize(greetingParams, limit);
      }
    } finally {
      greeting.unlock();
    }
  }

  private JsonObject await(String method, JsonObject params, long id, CallTimer timer)
      throws InterruptedException {
    long begun = System.nanoTime();
    Optional<String> error = Optional.of("cancelled");
    try {
      JsonObject result = gate.pass(timer, () -> exchange(method, params, id, timer));
      error = Optional.empty();
      return result;
    } catch (TimeoutException e) {
      error = Optional.of("timeout");
      throw tooLong(timer.limit(), e);
    } catch (ExtensionException e) {
      error = Optional.of(e.getCause() instanceof McpError ? "" + e.code() : "unreachable");
      throw e;
    } finally {
      String subject = params.text("name").orElse("");
      Duration lasting = Duration.ofNanos(System.nanoTime() - begun);
      Trail.current()
          .activity()
          .asked(
              new ServerExchange(method, subject, id, version, exchanges.server(), lasting, error));
    }
  }

  private JsonObject exchange(String method, JsonObject params, long id, CallTimer timer)
      throws InterruptedException, TimeoutException {
    CompletableFuture<Json> answer = session.sendRequest(method, params, ANY_JSON).toFuture();
    try {
      return WireMessage.jsonObject(get(answer, timer));
    } catch (TimeoutException e) {
      cancel(answer, id, "timed out");
      throw e;
    } catch (InterruptedException e) {
      cancel(answer, id, "operation cancelled");
      throw e;
    }
  }

  private <T> T get(CompletableFuture<T> future, CallTimer timer)
      throws InterruptedException, TimeoutException {
    try {
      while (true) {
        try {
          return future.get(Math.max(timer.left().toNanos(), SHORTEST_WAIT), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
          if (!timer.left().isPositive()) {
            throw e;
          }
          // The user was asked in the meantime.
        }
      }
    } catch (ExecutionException e) {
      throw failure(e.getCause() == null ? e : e.getCause());
    }
  }

  private static ExtensionException tooLong(Duration limit, TimeoutException e) {
    return new ExtensionException("request timeout after " + limit, e);
  }

  private void cancel(CompletableFuture<Json> answer, long id, String reason) {
    answer.cancel(false);
    transport.forget(id);
    exchanges.abandon(id);
    JsonObject params = JsonObject.builder().put("requestId", id).put("reason", reason).build();
    send("notifications/cancelled", params).onErrorComplete().subscribe();
  }

  private ExtensionException failure(Throwable cause) {
    if (cause instanceof McpError error) {
      return refusal(error, error.getJsonRpcError());
    }
    return new ExtensionException(
        open
            ? AccessRefusal.in(cause)
                .map(AccessRefusal::words)
                .orElseGet(() -> "Transport send error: " + new ConnectionFailure(cause).words())
            : "Transport closed",
        cause);
  }

  private static ExtensionException refusal(McpError cause, JSONRPCError error) {
    String data =
        error.data() == null ? "" : "(" + JsonText.write(WireMessage.json(error.data())) + ")";
    return new ExtensionException(error.code(), error.message() + data, cause);
  }

  /// What a server sent with an error, if it is an object; otherwise an empty one.
  public static JsonObject dataOf(ExtensionException failure) {
    return failure.getCause() instanceof McpError error && error.getJsonRpcError() != null
        ? WireMessage.jsonObject(error.getJsonRpcError().data())
        : JsonObject.EMPTY;
  }

  /// Sends a notification if the server is still there.
  public void tell(String notification) {
    send(notification, null).onErrorComplete().subscribe();
  }

  private Mono<Void> send(String notification, @Nullable JsonObject params) {
    return session.sendNotification(notification, params);
  }

  private void fail() {
    open = false;
    transport.end();
    session.close();
    answering.shutdownNow();
  }

  /// Fails the requests in progress and ends the other side; returns when it is gone.
  @Override
  public void close() {
    fail();
    transport.closeGracefully().toFuture().join();
  }
}

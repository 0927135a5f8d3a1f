package dev.gander.adapters.mcp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonObject;
import dev.gander.testkit.Eventually;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// What a server asks while it is removed, or afterwards, is not answered: the SDK would log the
/// stack trace of each failed attempt.
class EndedConnectionTest {
  private final Wire wire = new Wire();
  private final Asked asked = new Asked();
  private final McpConnection connection = new McpConnection(wire, asked);

  @Test
  void anOpenConnectionAnswers() throws InterruptedException {
    wire.ask("1");

    asked.awaitStart();
    asked.proceed.countDown();
    Eventually.holds(() -> wire.sent.size() == 1);
    connection.close();
  }

  @Test
  void aQuestionAfterTheEndIsNotHeard() {
    connection.close();
    wire.ask("1");

    assertEquals(List.of(), wire.sent);
    assertEquals(1, asked.started.getCount());
  }

  @Test
  void anAnswerThatTheEndCutsShortIsNotSent() throws InterruptedException {
    wire.ask("1");
    asked.awaitStart();

    connection.close();

    asked.thread.join();
    assertEquals(List.of(), wire.sent);
  }

  /// Waits in each request until it may proceed.
  private static final class Asked implements McpPeer {
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch proceed = new CountDownLatch(1);
    private volatile Thread thread;

    @Override
    public Set<String> notifications() {
      return Set.of();
    }

    @Override
    public void notified(String method, JsonObject params) {}

    @Override
    public Set<String> requests() {
      return Set.of("roots/list");
    }

    @Override
    public JsonObject asked(String method, JsonObject params) throws InterruptedException {
      thread = Thread.currentThread();
      started.countDown();
      proceed.await();
      return JsonObject.EMPTY;
    }

    void awaitStart() throws InterruptedException {
      assertTrue(started.await(30, TimeUnit.SECONDS));
    }
  }

  /// A transport that notes what is sent.
  private static final class Wire implements McpClientTransport {
    private final List<JSONRPCMessage> sent = Collections.synchronizedList(new ArrayList<>());
    private Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler = Function.identity();

    void ask(String id) {
      JSONRPCRequest question = new JSONRPCRequest("roots/list", id, JsonObject.EMPTY);
      handler.apply(Mono.just(question)).block();
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> given) {
      handler = given;
      return Mono.empty();
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return Mono.fromRunnable(() -> sent.add(message));
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    @Override
    @SuppressWarnings("unchecked") // only our own tree
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return (T) WireMessage.json(data);
    }
  }
}

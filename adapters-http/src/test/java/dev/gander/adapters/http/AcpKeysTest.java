package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.access.AuditEntry;
import dev.gander.domain.access.KeyId;
import dev.gander.domain.access.Scope;
import dev.gander.testkit.Eventually;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `/acp` with named keys, by both of its transports.
class AcpKeysTest {
  private static final String FIRST = "{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\"}";
  private static final String LATER = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session/list\"}";
  private KeyedApi api;

  @BeforeEach
  void start() {
    api = new KeyedApi();
  }

  @AfterEach
  void stop() {
    api.close();
  }

  private HttpResponse<String> send(
      KeyedApi.Holder holder, String method, String connection, String body) {
    return api.server.send(
        HttpRequest.newBuilder(api.server.uri("/acp"))
            .header("x-secret-key", holder.secret)
            .header("content-type", "application/json")
            .header("accept", "text/event-stream")
            .header("acp-connection-id", connection)
            .method(method, BodyPublishers.ofString(body)));
  }

  @Test
  void aConnectionIsForTheKeyThatOpenedIt() {
    api.close();
    api = new KeyedApi(new PlayedService());
    KeyedApi.Holder owner = api.key("owner", Scope.READ);
    KeyedApi.Holder other = api.key("other", Scope.READ, Scope.ADMIN);
    HttpResponse<String> opened = owner.post("/acp", FIRST);
    String connection = opened.headers().firstValue("acp-connection-id").orElseThrow();

    for (String method : new String[] {"POST", "GET", "DELETE"}) {
      String unknown = answer(send(other, method, "none", LATER));
      assertTrue(unknown.startsWith("404 "), unknown);
      assertEquals(unknown, answer(send(other, method, connection, LATER)), method);
    }
    assertEquals(202, send(owner, "POST", connection, LATER).statusCode());
    assertEquals(202, send(owner, "DELETE", connection, "").statusCode());
  }

  private static String answer(HttpResponse<String> answer) {
    return answer.statusCode() + " " + answer.body();
  }

  private SocketClient socket(String secret) {
    return new SocketClient(api.server.client(), api.server.uri("/acp?token=" + secret));
  }

  @Test
  void aSocketIsOpenedWithAKeyThatMayRead() {
    String reading = api.key("reading", Scope.READ).secret;
    try (SocketClient client = socket(reading)) {
      client.ask("{\"a\":1}");
    }
    AuditEntry last = api.backend.audit.entries().getLast();
    assertEquals("acp_socket 101", last.operation() + " " + last.outcome());

    String chatting = api.key("chatting", Scope.CHAT).secret;
    for (String secret : new String[] {chatting, "gk_" + "a".repeat(43)}) {
      assertThrows(CompletionException.class, () -> socket(secret));
    }
  }

  @Test
  void aSocketIsCutOffSoonAfterItsKey() throws Exception {
    KeyedApi.Holder holder = api.key("a", Scope.READ);
    try (SocketClient client = socket(holder.secret)) {
      client.ask("{\"a\":1}");
      api.use.access().revoke().revoke(new KeyId(holder.id));

      Eventually.holds(
          () -> {
            var _ = client.socket.sendText("{}", true);
            return client.closed.isDone();
          });
    }
  }
}

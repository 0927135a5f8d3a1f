package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.tls.TlsIdentity;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Http2RequestTest {
  @TempDir private static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        TestServer.start(
            Hello.routes(),
            TlsIdentity.selfSigned(folder, new SecureRandom()),
            Duration.ofSeconds(30));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void requestsAreAnsweredAsOverHttp11() {
    HttpResponse<String> answer = server.post("/things", "{\"name\":\"ä\"}");
    assertEquals(HttpClient.Version.HTTP_2, answer.version());
    assertEquals("{\"name\":\"ä\",\"more\":null,\"flag\":null}", answer.body());
    assertEquals("\"a/b\"", server.get("/things/a%2Fb").body());
    assertEquals(400, server.get("/things/%FF").statusCode());
    assertEquals(404, server.get("/nope").statusCode());
    assertEquals("PUT", server.get("/things/x/name").headers().firstValue("allow").get());
    assertEquals(422, server.post("/things", "{}").statusCode());
    assertEquals(200, server.method("OPTIONS", "/nope").statusCode());
    HttpResponse<String> head = server.method("HEAD", "/status");
    assertEquals("2", head.headers().firstValue("content-length").get());
    assertEquals("", head.body());
    assertEquals(401, server.send(HttpRequest.newBuilder(server.uri("/things"))).statusCode());
  }

  @Test
  void aTooLongBodyIsRefusedAndTheConnectionGoesOn() {
    HttpResponse<String> answer =
        server.post("/things", BodyPublishers.ofByteArray(new byte[(2 << 20) + 1]));
    assertEquals(413, answer.statusCode());
    assertTrue(answer.body().contains("length limit exceeded"));
    assertEquals(200, server.get("/things").statusCode());
  }

  @Test
  void headersThatAreTooLongAreRefusedAndTheConnectionGoesOn() {
    HttpResponse<String> answer =
        server.send(server.request("/things").header("a", "x".repeat(70_000)));
    assertEquals(431, answer.statusCode());
    assertEquals("{\"message\":\"Request Header Fields Too Large\"}", answer.body());
    assertEquals(200, server.get("/things").statusCode());
    assertEquals(
        200, server.send(server.request("/things").header("a", "x".repeat(60_000))).statusCode());
  }

  @Test
  void manyRequestsShareOneConnection() {
    List<CompletableFuture<HttpResponse<String>>> answers =
        IntStream.range(0, 500)
            .mapToObj(
                i ->
                    server
                        .client()
                        .sendAsync(server.request("/things/" + i).build(), BodyHandlers.ofString()))
            .toList();
    for (int i = 0; i < answers.size(); i++) {
      assertEquals("\"" + i + "\"", answers.get(i).join().body());
    }
  }
}

package dev.gander.adapters.mcp.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.adapter.JdkFlowAdapter;

@Timeout(30)
class ResumedStreamTest {
  private static final String NOT_YET = "id: %d\nretry: 50\ndata: \n\n";
  private static final String ANSWER = "id: 9\ndata: {\"id\":1,\"result\":{}}\n\n";

  private final Queue<String> streams = new ArrayDeque<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private ServerSocket server;

  @BeforeEach
  void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
    Thread.ofVirtual().start(this::serve);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void theRestIsAskedForUntilTheAnswerIsThere() throws Exception {
    streams.addAll(List.of(NOT_YET.formatted(1), NOT_YET.formatted(2), ANSWER));

    assertEquals(NOT_YET.formatted(1) + NOT_YET.formatted(2) + ANSWER, answer());
    assertTrue(requests.get(0).startsWith("POST "));
    assertTrue(requests.get(1).startsWith("GET ") && requests.get(1).contains("Last-Event-ID: 1"));
    assertTrue(requests.get(2).contains("Last-Event-ID: 2"));
    assertTrue(requests.stream().allMatch(it -> it.contains("Authorization: Bearer t")));
    assertFalse(requests.get(1).contains("Content-Type"));
  }

  @Test
  void whatHasAnsweredIsNotAskedAgain() throws Exception {
    streams.add(ANSWER);

    assertEquals(ANSWER, answer());
    assertEquals(1, requests.size());
  }

  @Test
  void aServerThatHasForgottenTheStreamEndsIt() throws Exception {
    streams.add(NOT_YET.formatted(1));

    assertEquals(NOT_YET.formatted(1), answer());
    assertEquals(2, requests.size());
  }

  @Test
  void aServerThatSaysNothingMoreIsNotAskedForEver() throws Exception {
    streams.add(NOT_YET.formatted(1));
    for (int i = 0; i < 10; i++) {
      streams.add(": nothing\n\n");
    }
    answer();
    assertEquals(6, requests.size());
  }

  private String answer() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getLocalPort() + "/mcp"))
            .header("Authorization", "Bearer t")
            .header("Content-Type", "application/json")
            .header(OpenExchanges.NUMBER, "7")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      List<List<ByteBuffer>> all =
          JdkFlowAdapter.flowPublisherToFlux(
                  new ResumingClient(client, new OpenExchanges())
                      .sendAsync(request, BodyHandlers.ofPublisher())
                      .join()
                      .body())
              .collectList()
              .block();
      return all.stream()
          .flatMap(List::stream)
          .map(bytes -> StandardCharsets.UTF_8.decode(bytes).toString())
          .collect(Collectors.joining());
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket client = server.accept()) {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
          head.append((char) client.getInputStream().read());
        }
        if (head.toString().startsWith("POST")) {
          client.getInputStream().readNBytes(2);
        }
        requests.add(head.toString());
        String stream = streams.poll();
        String answer =
            stream == null
                ? "HTTP/1.1 404 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 200 X\r\nConnection: close\r\nContent-Type: text/event-stream\r\n\r\n"
                    + stream;
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        assertTrue(server.isClosed(), e::toString);
      }
    }
  }
}

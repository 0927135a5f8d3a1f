package dev.gander.adapters.http.helidon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.helidon.webserver.http.Handler;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HelidonRoutingTest {
  private static final Handler YES = (_, response) -> response.send("yes");

  /// As long as one of these is 404, `RouteTable`, `PathValues` and most of `Dispatcher` stand in
  /// for Helidon's routing: a slash in a value, the wrong method (405 with `Allow`), HEAD.
  @ParameterizedTest
  @CsvSource({"GET, /things/a%2Fb", "POST, /things/a", "HEAD, /things/a"})
  void theRoutingFindsNothing(String method, String path) throws Exception {
    try (BareHelidon helidon = BareHelidon.with(routing -> routing.get("/things/{name}", YES));
        HttpClient client = HttpClient.newHttpClient()) {
      assertEquals(200, status(client, "GET", helidon, "/things/a"));
      assertEquals(404, status(client, method, helidon, path));
    }
  }

  private static int status(HttpClient client, String method, BareHelidon helidon, String path)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(helidon.uri(path))
            .version(HttpClient.Version.HTTP_1_1)
            .method(method, BodyPublishers.noBody())
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /// `HelidonListener.http1`: `validatePath` and `maxPrologueLength`.
  @Test
  void bracketsAndLongTargetsAreRefused() throws Exception {
    try (BareHelidon helidon = BareHelidon.with(routing -> routing.get("/things/{name}", YES));
        var brackets = helidon.send("GET /things/[a] HTTP/1.1", "Host: localhost");
        var longOne =
            helidon.send("GET /things/" + "a".repeat(5000) + " HTTP/1.1", "Host: localhost")) {
      assertEquals("HTTP/1.1 400 Bad Request", BareHelidon.status(brackets));
      assertEquals("HTTP/1.1 414 Request-URI Too Long", BareHelidon.status(longOne));
    }
  }
}

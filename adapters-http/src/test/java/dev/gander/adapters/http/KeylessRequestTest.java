package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.http.call.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which of all operations answer a client that does not know the key.
class KeylessRequestTest {
  private static final int MANY = 100;
  private static RunningApi api;

  @BeforeAll
  static void start() {
    api = new RunningApi();
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  /// What shows the API holds nothing of this server.
  private static final Set<String> OPEN =
      Set.of(
          "GET /features",
          "GET /gander/v1/console",
          "GET /gander/v1/console/",
          "GET /gander/v1/console/{file}",
          "GET /gander/v1/console/{folder}/{file}",
          "GET /gander/v1/console/{version}/{folder}/{file}",
          "GET /gander/v1/docs",
          "GET /gander/v1/docs/page.js",
          "GET /gander/v1/docs/swagger-ui.css",
          "GET /gander/v1/docs/swagger-ui.js",
          "GET /gander/v1/health/live",
          "GET /gander/v1/health/ready",
          "GET /status");

  /// It misses the key in the body.
  private static final String SIGN_IN = "POST /gander/v1/console/session";

  private static Set<String> openAnd(String... more) {
    Set<String> all = new TreeSet<>(OPEN);
    all.addAll(List.of(more));
    return all;
  }

  /// The frames miss the key in the query or the body, see `FrameOperationsTest`.
  @Test
  void onlyWhatTellsNothingAnswersWithoutTheKey() {
    assertEquals(
        openAnd(
            SIGN_IN,
            "GET /mcp-app-guest",
            "POST /mcp-app-guest",
            "GET /mcp-app-proxy",
            "GET /mcp-ui-proxy"),
        answering(""));
  }

  @Test
  void aWrongKeyOpensNothing() {
    assertEquals(
        openAnd(SIGN_IN, "POST /mcp-app-guest"),
        answering("?secret=wrong&nonce=x&token=wrong&key=test"));
  }

  @Test
  void theKeyInTheQueryOpensOnlyWhatCannotSendHeaders() {
    assertEquals(
        openAnd(
            SIGN_IN,
            "GET /mcp-app-guest",
            "POST /mcp-app-guest",
            "GET /mcp-app-proxy",
            "GET /mcp-ui-proxy"),
        answering("?secret=test"));
    assertEquals(
        openAnd(SIGN_IN, "DELETE /acp", "GET /acp", "POST /acp", "POST /mcp-app-guest"),
        answering("?token=test&secret=wrong&nonce=x"));
  }

  /// Neither `HEAD`, which is answered like `GET`, nor a method that no operation has, is a way
  /// around the key.
  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "PATCH"})
  void aMethodOfNoOperationNeedsTheKeyToo(String method) {
    Set<String> open = new TreeSet<>();
    for (String operation :
        openAnd("GET /mcp-app-guest", "GET /mcp-app-proxy", "GET /mcp-ui-proxy")) {
      open.add(operation.substring(operation.indexOf(' ') + 1));
    }
    Set<String> answering = new TreeSet<>();
    for (Route route :
        TestServer.operations(api.backend.useCases(), TestServer.KEY::equals, TestServer.echo())) {
      if (status(method, route, "") != 401) {
        answering.add(route.path());
      }
    }
    assertEquals(open, answering);
  }

  /// The operations that do not answer 401.
  private static Set<String> answering(String query) {
    List<Route> routes =
        TestServer.operations(api.backend.useCases(), TestServer.KEY::equals, TestServer.echo());
    assertTrue(routes.size() > MANY, "only " + routes.size() + " operations were found");
    Set<String> answering = new TreeSet<>();
    for (Route route : routes) {
      if (status(route, query) != 401) {
        answering.add(route.method() + " " + route.path());
      }
    }
    return answering;
  }

  private static int status(Route route, String query) {
    return status(route.method(), route, query);
  }

  private static int status(String method, Route route, String query) {
    String path = route.path().replaceAll("\\{[^}]*}", "x");
    return api.server
        .send(
            HttpRequest.newBuilder(api.server.uri(path + query))
                .method(method, BodyPublishers.ofString("{}")))
        .statusCode();
  }
}

package dev.gander.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.json.JsonFields;
import dev.gander.json.jackson.JsonText;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a browser does with the image: it loads the console, signs in by a code, and follows a
/// turn.
class SignedInBrowserIT {
  private static final String CONSOLE = "/gander/v1/console/";
  private static final Pattern FILE = Pattern.compile("[0-9a-f]{16}/[\\w.-]+\\.js");

  @TempDir Path root;
  private final HttpClient client = HttpClient.newHttpClient();

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(ImageServer server, String path) {
    return HttpRequest.newBuilder(URI.create(server.address() + path))
        .header("content-type", "application/json");
  }

  private static HttpRequest.Builder page(ImageServer server, String cookie, String path) {
    return request(server, path).header("cookie", cookie).header("sec-fetch-site", "same-origin");
  }

  private static String text(HttpResponse<String> answer, String name) {
    assertEquals(200, answer.statusCode(), answer::body);
    return JsonFields.of(JsonText.parse(answer.body())).text(name);
  }

  private String signedIn(ImageServer server) throws Exception {
    HttpRequest.Builder asked =
        request(server, CONSOLE + "codes")
            .header("x-secret-key", "key")
            .POST(BodyPublishers.noBody());
    String code = text(send(asked), "code");
    HttpResponse<String> answer =
        send(
            request(server, CONSOLE + "session")
                .header("sec-fetch-site", "same-origin")
                .POST(BodyPublishers.ofString("{\"code\":\"" + code + "\"}")));
    assertEquals(200, answer.statusCode(), answer::body);
    return answer.headers().firstValue("set-cookie").orElseThrow().split(";")[0];
  }

  private void assertFilesAreThere(ImageServer server) throws Exception {
    HttpResponse<String> index = send(request(server, CONSOLE));
    assertEquals(200, index.statusCode());
    assertFalse(index.body().contains("{{files}}"), index::body);
    Matcher file = FILE.matcher(index.body());
    assertTrue(file.find(), index::body);
    HttpResponse<String> script = send(request(server, CONSOLE + file.group()));
    assertEquals(200, script.statusCode());
    assertTrue(script.headers().firstValue("cache-control").orElseThrow().contains("immutable"));
  }

  @Test
  void aBrowserLoadsTheConsoleSignsInAndFollowsATurn() throws Exception {
    try (ImageServer server = ImageServer.start(root, Map.of())) {
      assertFilesAreThere(server);
      String cookie = signedIn(server);
      String session =
          text(
              send(
                  page(server, cookie, "/agent/start")
                      .POST(BodyPublishers.ofString("{\"working_dir\":\"" + root + "\"}"))),
              "id");
      String resume = "{\"session_id\":\"" + session + "\",\"load_model_and_extensions\":true}";
      assertEquals(
          200,
          send(page(server, cookie, "/agent/resume").POST(BodyPublishers.ofString(resume)))
              .statusCode());
      var stream =
          client.send(
              page(server, cookie, "/gander/v1/events?sessions=" + session).build(),
              BodyHandlers.ofLines());
      Iterator<String> lines = stream.body().iterator();
      assertTrue(until(lines, "ready").getLast().contains("\"position\""));

      String said =
          """
          {"request_id":"0195e8a1-6f00-7c3a-9b11-2f6d0c9a4e01","user_message":{"role":"user",
           "created":1,"content":[{"type":"text","text":"hello there"}],
           "metadata":{"userVisible":true,"agentVisible":true}}}""";
      assertEquals(
          200,
          send(page(server, cookie, "/sessions/" + session + "/reply")
                  .POST(BodyPublishers.ofString(said)))
              .statusCode());

      List<String> told = until(lines, "turn_ended");
      assertEquals(1, told.stream().filter(it -> it.contains("\"type\":\"message\"")).count());
      assertTrue(told.stream().anyMatch(it -> it.contains("hello there")), told::toString);
      assertTrue(told.stream().anyMatch(it -> it.contains("\"Finish\"")), told::toString);
      HttpRequest.Builder foreign =
          request(server, "/sessions")
              .header("cookie", cookie)
              .header("sec-fetch-site", "same-site");
      assertEquals(401, send(foreign).statusCode());
      stream.body().close();
    }
  }

  private static List<String> until(Iterator<String> lines, String type) {
    List<String> told = new ArrayList<>();
    do {
      String line = lines.next();
      if (line.startsWith("data: ")) {
        told.add(line);
      }
    } while (told.isEmpty() || !told.getLast().startsWith("data: {\"type\":\"" + type + "\""));
    return told;
  }
}

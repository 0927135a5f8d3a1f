package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.http.acp.AcpEndpoint;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;

/// The whole API on in-memory adapters, and what its tests say again and again.
final class RunningApi implements AutoCloseable {
  final Backend backend = new Backend().withModel();
  final TestServer server = start(backend.useCases());

  private static TestServer start(UseCases use) {
    AcpEndpoint acp = TestServer.echo();
    return TestServer.start(
        TestServer.operations(use, TestServer.KEY::equals, acp), acp, use.operating().requests());
  }

  /// The configuration of a child process.
  static String stdio(String name) {
    return "{\"type\":\"stdio\",\"name\":\"%s\",\"cmd\":\"x\",\"args\":[],\"description\":\"\"}"
        .formatted(name);
  }

  /// A new session with these extensions.
  String session(String... extensions) {
    String body =
        "{\"working_dir\":\"/work\",\"extension_overrides\":["
            + String.join(",", List.of(extensions).stream().map(RunningApi::stdio).toList())
            + "]}";
    return object(server.post("/agent/start", body)).text("id").orElseThrow();
  }

  HttpResponse<String> put(String path, String json) {
    return server.send(
        server
            .request(path)
            .header("content-type", "application/json")
            .PUT(BodyPublishers.ofString(json)));
  }

  static JsonObject object(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("application/json", answer.headers().firstValue("content-type").get());
    return (JsonObject) JsonText.parse(answer.body());
  }

  static void assertEmpty(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("", answer.body());
    assertEquals("0", answer.headers().firstValue("content-length").get());
  }

  static void assertError(int status, String message, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer.body());
    assertEquals(JsonObject.of("message", Json.of(message)), JsonText.parse(answer.body()));
  }

  @Override
  public void close() {
    server.close();
    backend.close();
  }
}

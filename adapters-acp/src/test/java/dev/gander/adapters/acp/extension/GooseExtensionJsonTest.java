package dev.gander.adapters.acp.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gander.adapters.acp.rpc.RpcError;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.InvalidShape;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GooseExtensionJsonTest {
  private static final String PROGRAM =
      """
      {"type":"mcp","envKeys":["KEY"],"description":"D","timeout":9,"bundled":true,
       "server":{"name":"mock","command":"node","args":["x"],
                 "env":[{"name":"A","value":"1"},{"name":"A","value":"2"}]}}""";

  private static ExtensionConfig read(String json) {
    return GooseExtensionJson.read(JsonText.parse(json));
  }

  @Test
  void aProgramIsReadWithItsVariablesAndSecrets() {
    assertEquals(
        new ExtensionConfig.Stdio(
            "mock",
            "D",
            "node",
            List.of("x"),
            Map.of("A", "2"),
            List.of("KEY"),
            9L,
            null,
            true,
            List.of(),
            JsonObject.EMPTY),
        read(PROGRAM));
  }

  @Test
  void anAddressIsReadWithItsHeadersAndSocket() {
    assertEquals(
        new ExtensionConfig.StreamableHttp(
            "crm",
            "",
            "http://h/mcp",
            Map.of(),
            List.of(),
            Map.of("X", "y"),
            null,
            "/run/s",
            null,
            List.of(),
            JsonObject.EMPTY),
        read(
            """
            {"type":"mcp","socket":"/run/s","server":{"type":"http","name":"crm",
             "url":"http://h/mcp","headers":[{"name":"X","value":"y"}]}}"""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"builtin\",\"name\":\"memory\",\"description\":\"M\","
            + "\"display_name\":\"Memory\",\"timeout\":300,\"bundled\":true}",
        "{\"type\":\"platform\",\"name\":\"developer\",\"display_name\":\"Developer\"}",
        "{\"type\":\"mcp\",\"server\":{\"name\":\"m\",\"command\":\"c\",\"args\":[],\"env\":[]}}",
      })
  void whatIsReadIsWrittenTheSame(String json) {
    assertEquals(Optional.of(JsonText.parse(json)), GooseExtensionJson.write(read(json)));
  }

  @Test
  void valuesOfVariablesAreNeverWritten() {
    String written = JsonText.write(GooseExtensionJson.write(read(PROGRAM)).orElseThrow());

    assertEquals(-1, written.indexOf("\"2\""), written);
  }

  /// The timeout beside a server is that of a newer client.
  @Test
  void aServerOfTheClientHasItsTimeoutInItsMeta() {
    ExtensionConfig server =
        McpServerJson.read(
            JsonText.parse(
                """
                {"name":"m","command":"c","args":[],"env":[],"_meta":{"timeout":7}}"""));

    assertEquals(7L, ((ExtensionConfig.Stdio) server).timeout());
    assertEquals(false, ((ExtensionConfig.Stdio) server).bundled());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"mcp\",\"server\":{\"type\":\"sse\",\"name\":\"m\",\"url\":\"u\",\"headers\":[]}}",
        "{\"type\":\"mcp\",\"socket\":\"s\","
            + "\"server\":{\"name\":\"m\",\"command\":\"c\",\"args\":[],\"env\":[]}}",
      })
  void whatCannotBeIsExplained(String json) {
    assertThrows(RpcError.class, () -> read(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "{}",
        "{\"type\":7,\"name\":\"x\"}",
        "{\"type\":\"frontend\",\"name\":\"x\"}",
        "{\"type\":\"builtin\"}",
        "{\"type\":\"builtin\",\"name\":\"x\",\"timeout\":-1}",
        "{\"type\":\"builtin\",\"name\":\"x\",\"bundled\":\"yes\"}",
        "{\"type\":\"mcp\"}",
        "{\"type\":\"mcp\",\"server\":{\"name\":\"x\"}}",
        "{\"type\":\"mcp\",\"server\":{\"type\":\"ftp\",\"name\":\"x\"}}",
        "{\"type\":\"mcp\",\"envKeys\":[1],"
            + "\"server\":{\"name\":\"m\",\"command\":\"c\",\"args\":[],\"env\":[]}}",
        "{\"type\":\"mcp\",\"server\":{\"name\":\"m\",\"command\":\"c\",\"args\":[],\"env\":{}}}",
        "{\"type\":\"mcp\",\"server\":{\"name\":\"m\",\"command\":\"c\",\"args\":[],"
            + "\"env\":[],\"_meta\":{\"timeout\":\"x\"}}}",
      })
  void whatIsMalformedIsNotRead(String json) {
    assertThrows(InvalidShape.class, () -> read(json));
  }
}

package dev.gander.adapters.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.observe.LogLevel;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `/gander/v1/log`, `/gander/v1/metrics` and `/gander/v1/nodes`.
class LogOperationsTest {
  private static final String LOG = "/gander/v1/log";

  private final RunningApi api = new RunningApi();

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void levelsAreChangedWhileTheServerRuns() {
    assertEquals("{\"levels\":{\"dev.gander\":\"info\"}}", api.server.get(LOG).body());

    assertEquals(
        "{\"levels\":{\"dev.gander\":\"warn\"}}", api.put(LOG, "{\"level\":\"WARN\"}").body());
    assertEquals(
        "{\"levels\":{\"a.b$C\":\"trace\",\"dev.gander\":\"warn\"}}",
        api.put(LOG, "{\"part\":\"a.b$C\",\"level\":\"trace\"}").body());
    assertEquals(
        "{\"levels\":{\"dev.gander\":\"warn\"}}",
        api.put(LOG, "{\"part\":\"a.b$C\",\"level\":\"default\"}").body());
    assertEquals(
        "{\"levels\":{\"dev.gander\":\"info\"}}",
        api.put(LOG, "{\"part\":null,\"level\":\"default\"}").body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"level\":\"loud\"}",
        "{\"level\":\"\"}",
        "{\"part\":\"\",\"level\":\"info\"}",
        "{\"part\":\"a..b\",\"level\":\"info\"}",
        "{\"part\":\"a\\nb\",\"level\":\"info\"}"
      })
  void mistakesChangeNothing(String body) {
    assertEquals(400, api.put(LOG, body).statusCode());
    assertEquals(422, api.put(LOG, "{}").statusCode());
    assertEquals(Map.of("dev.gander", LogLevel.INFO), api.backend.levels.all());
  }

  @Test
  void measuresAreText() {
    assertEquals("0 0\n", api.server.get("/gander/v1/metrics").body());
  }

  @Test
  void aServerOnItsOwnIsItsOnlyNode() {
    String body = api.server.get("/gander/v1/nodes").body();

    assertTrue(
        body.matches(
            "\\{\"nodes\":\\[\\{\"id\":\"1\",\"name\":\"here\",\"version\":\"0\",\"labels\":\\[\\],"
                + "\"started\":\"[^\"]+Z\",\"seen\":\"[^\"]+Z\",\"alive\":true,"
                + "\"draining\":false}]}"),
        body);
  }
}

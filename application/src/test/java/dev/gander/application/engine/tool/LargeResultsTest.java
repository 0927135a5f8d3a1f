package dev.gander.application.engine.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.engine.dialogue.TurnSettings;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.testkit.store.InMemorySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeResultsTest {
  private static final JsonObject OTHER = JsonObject.of("annotations", JsonObject.EMPTY);

  private final List<String> kept = new ArrayList<>();
  private final InMemorySettings stored = new InMemorySettings();
  private final TurnSettings settings = new TurnSettings(stored);
  private final LargeResults results =
      new LargeResults(
          text -> {
            kept.add(text);
            return Path.of("/tmp/kept.txt");
          },
          settings);

  @BeforeEach
  void limit() {
    stored.put("GOOSE_MAX_TOOL_RESPONSE_SIZE", Json.of(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "12345", "🦆🦆🦆🦆🦆"})
  void aTextOfAtMostTheLimitStays(String text) {
    ToolResult result = ToolResult.text(text);

    assertSame(result, results.shrink(result));
    assertEquals(List.of(), kept);
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456", "🦆🦆🦆🦆🦆🦆"})
  void aLongerTextIsInAFileOfWhichTheModelIsTold(String text) {
    ToolContent.Text told = (ToolContent.Text) results.shrink(result(text)).content().getFirst();

    assertEquals(List.of(text), kept);
    assertTrue(told.text().startsWith("The result has 6 characters"), told.text());
    assertTrue(told.text().contains("/tmp/kept.txt"), told.text());
    assertEquals(OTHER, told.other());
  }

  @Test
  void onlyTheLargeBlocksOfAResultGoToFiles() {
    ToolContent small = new ToolContent.Text("small", OTHER);
    ToolContent image = new ToolContent.Image("data of an image", "image/png", OTHER);
    ToolContent large = new ToolContent.Text("too large", OTHER);

    ToolResult shrunk =
        results.shrink(new ToolResult(List.of(small, large, image), null, true, JsonObject.EMPTY));

    assertEquals(List.of("too large"), kept);
    assertEquals(small, shrunk.content().getFirst());
    assertEquals(image, shrunk.content().getLast());
    assertTrue(shrunk.failed());
  }

  @Test
  void aTextThatCannotBeWrittenStaysBehindAWarning() {
    LargeResults onFullDisk =
        new LargeResults(
            _ -> {
              throw new StorageException("no space left", null);
            },
            settings);

    ToolContent.Text told =
        (ToolContent.Text) onFullDisk.shrink(result("123456")).content().getFirst();

    assertEquals(
        "Warning: the result is large and could not be moved to a file (no space left).\n\n123456",
        told.text());
    assertEquals(OTHER, told.other());
  }

  private static ToolResult result(String text) {
    return new ToolResult(
        List.of(new ToolContent.Text(text, OTHER)), null, false, JsonObject.EMPTY);
  }
}

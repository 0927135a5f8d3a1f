package dev.gander.adapters.mcp;

import static dev.gander.adapters.mcp.ChildExtensions.call;
import static dev.gander.adapters.mcp.ChildExtensions.config;
import static dev.gander.adapters.mcp.ChildExtensions.invocation;
import static dev.gander.adapters.mcp.ChildExtensions.start;
import static dev.gander.adapters.mcp.ChildExtensions.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The servers that the MCP project itself publishes as the reference.
class ReferenceServersTest {
  @TempDir private Path folder;

  /// Not in the time of a test: fetching them may take minutes.
  @BeforeAll
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  static void installServers() throws Exception {
    var _ = Node.packages();
  }

  @Test
  void theServerForEverythingAnswers() throws Exception {
    try (Extension everything = start(config(Node.command("server-everything"), 30), folder)) {
      List<String> names = everything.tools().stream().map(Tool::name).toList();
      assertTrue(names.containsAll(List.of("echo", "trigger-url-elicitation")), names::toString);
      assertTrue(everything.instructions() != null);
      assertEquals("Echo: hello", text(everything, "echo", object("{\"message\":\"hello\"}")));
      assertTrue(call(everything, "get-sum", object("{\"a\":\"x\"}")).failed());
      ToolResult image = call(everything, "get-tiny-image", JsonObject.EMPTY);
      assertInstanceOf(ToolContent.Image.class, image.content().get(1));
      assertEquals(2, progressOf(everything));
      assertTrue(!everything.listResources().isEmpty());
      assertInstanceOf(
          ResourceContent.Text.class,
          everything.readResource("demo://resource/dynamic/text/1").getFirst());
    }
  }

  private static long progressOf(Extension everything) throws InterruptedException {
    var progress = new RecordingProgress();
    JsonObject arguments = object("{\"duration\":0.2,\"steps\":2}");
    everything.call(invocation("trigger-long-running-operation", arguments), progress);
    return progress.notifications().stream()
        .filter(told -> told.method().equals("notifications/progress"))
        .count();
  }

  @Test
  void theFileServerIsConfinedToTheFolderOfTheSession() throws Exception {
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.writeString(work.resolve("in.txt"), "inside");
    Files.writeString(folder.resolve("out.txt"), "outside");
    List<String> command = new ArrayList<>(Node.command("server-filesystem"));
    command.add(folder.toString());
    try (Extension files = start(config(command, 30), work)) {
      awaitRoots(files, work);
      assertEquals("inside", read(files, work.resolve("in.txt")));
      assertTrue(read(files, folder.resolve("out.txt")).startsWith("Access denied"));
    }
  }

  private static void awaitRoots(Extension files, Path work)
      throws IOException, InterruptedException {
    String expected = "Allowed directories:\n" + work.toRealPath();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!text(files, "list_allowed_directories", JsonObject.EMPTY).equals(expected)) {
      assertTrue(System.nanoTime() < end, "the server never took the root over");
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static String read(Extension files, Path file) throws InterruptedException {
    return text(files, "read_text_file", JsonObject.of("path", Json.of(file.toString())));
  }

  private static JsonObject object(String json) {
    return (JsonObject) JsonText.parse(json);
  }
}

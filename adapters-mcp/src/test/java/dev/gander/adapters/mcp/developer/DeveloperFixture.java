package dev.gander.adapters.mcp.developer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import dev.gander.process.ChildRecords;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The real extension in an empty folder, with a home of its own. What JUnit uses is public, since
/// this package is not open to it when only a test of another package runs.
@SuppressWarnings("exports") // JUnit is on the path of tests only
public abstract class DeveloperFixture {
  protected static final SessionId SESSION = new SessionId("20260102_3");

  @TempDir public Path root;
  protected Path work;
  protected Path home;
  protected Path temp;
  protected Extension developer;

  @BeforeEach
  public void startDeveloper() throws Exception {
    work = Files.createDirectory(root.resolve("work")).toRealPath();
    home = Files.createDirectory(root.resolve("home"));
    temp = Files.createDirectory(root.resolve("temp"));
    developer = connector().connect(config("developer"), new RecordingHost(SESSION, work));
  }

  @AfterEach
  public void closeDeveloper() {
    developer.close();
  }

  protected DeveloperConnector connector() {
    return connector(environment());
  }

  protected DeveloperConnector connector(Map<String, String> environment) {
    return new DeveloperConnector(
        environment,
        ChildEnvironment.of(environment),
        ChildRecords.in(Path.of("target")),
        "Linux",
        temp);
  }

  protected Map<String, String> environment() {
    var environment = new HashMap<>(System.getenv());
    environment.keySet().removeAll(List.of("GOOSE_SHELL", "XDG_CONFIG_HOME", "BASH_ENV"));
    environment.put("HOME", home.toString());
    return environment;
  }

  protected static ExtensionConfig config(String name) {
    return new ExtensionConfig.Platform(name, "", null, null, List.of(), JsonObject.EMPTY);
  }

  protected ToolInvocation invocation(String tool, JsonObject arguments) {
    return new ToolInvocation(SESSION, work, "call_1", tool, arguments);
  }

  protected ToolResult call(String tool, JsonObject arguments, ToolProgress progress)
      throws InterruptedException {
    return developer.call(invocation(tool, arguments), progress);
  }

  protected ToolResult call(String tool, JsonObject arguments) throws InterruptedException {
    return call(tool, arguments, new RecordingProgress());
  }

  protected ToolResult shell(String command) throws InterruptedException {
    return call("shell", JsonObject.of("command", Json.of(command)));
  }

  protected ToolResult shell(String command, long timeoutSeconds) throws InterruptedException {
    return call(
        "shell",
        JsonObject.builder().put("command", command).put("timeout_secs", timeoutSeconds).build());
  }

  protected Path file(String name, String content) throws IOException {
    Path file = work.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  protected static String said(ToolResult result) {
    assertFalse(result.failed(), result.joinedText());
    return result.joinedText();
  }

  protected static String failure(ToolResult result) {
    assertTrue(result.failed(), result.joinedText());
    return result.joinedText();
  }

  protected static String block(ToolResult result, int index) {
    return ((ToolContent.Text) result.content().get(index)).text();
  }
}

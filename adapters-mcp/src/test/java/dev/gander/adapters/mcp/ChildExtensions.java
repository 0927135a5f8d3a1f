package dev.gander.adapters.mcp;

import dev.gander.domain.config.ChildEnvironment;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.tool.ToolResult;
import dev.gander.json.jackson.JsonText;
import dev.gander.process.ChildRecords;
import dev.gander.testkit.extension.RecordingHost;
import dev.gander.testkit.extension.RecordingProgress;
import dev.gander.testkit.store.InMemorySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Starts child processes as extensions for tests.
final class ChildExtensions {
  static final SessionId SESSION = new SessionId("20260102_3");

  private ChildExtensions() {}

  static StdioExtensionConnector connector(Map<String, Json> settings) {
    return connector(settings, System.getenv());
  }

  static StdioExtensionConnector connector(
      Map<String, Json> settings, Map<String, String> environment) {
    return new StdioExtensionConnector(
        new InMemorySettings(settings),
        ChildEnvironment.of(environment),
        ChildRecords.in(Path.of("target", "state")),
        "1.39.0",
        JsonText::parse);
  }

  static StdioExtensionConnector connector() {
    return connector(Map.of());
  }

  static Stdio misbehaving(String... options) {
    return config(MisbehavingServer.command(options), 20);
  }

  static Stdio config(List<String> command, long timeout) {
    return new Stdio(
        "Test",
        "",
        command.getFirst(),
        command.subList(1, command.size()),
        Map.of(),
        List.of(),
        timeout,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  static Stdio with(Stdio config, Map<String, String> envs, Long timeout, String cwd) {
    return new Stdio(
        config.name(),
        "",
        config.cmd(),
        config.args(),
        envs,
        List.of(),
        timeout,
        cwd,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  static Extension start(Stdio config, Path folder) throws InterruptedException {
    return start(config, host(folder));
  }

  static Extension start(Stdio config, ExtensionHost host) throws InterruptedException {
    return connector().connect(config, host);
  }

  static RecordingHost host(Path folder) {
    return new RecordingHost(SESSION, folder);
  }

  static ToolInvocation invocation(String tool, JsonObject arguments) {
    return new ToolInvocation(SESSION, Path.of("/"), "call_1", tool, arguments);
  }

  static ToolResult call(Extension extension, String tool, JsonObject arguments)
      throws InterruptedException {
    return extension.call(invocation(tool, arguments), new RecordingProgress());
  }

  static String text(Extension extension, String tool, JsonObject arguments)
      throws InterruptedException {
    return call(extension, tool, arguments).joinedText();
  }
}

package dev.gander.testkit.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionHost;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.ToolResult;
import java.util.concurrent.TimeUnit;

class ScriptedExtensionTest extends ExtensionContract {
  @Override
  protected Extension start(ExtensionHost host) throws InterruptedException {
    var connector = new ScriptedExtensionConnector().offer("Mock Server", (_, _) -> mock());
    return connector.connect(ScriptedExtensionConnector.config("mockserver"), host);
  }

  private static ScriptedExtension mock() {
    return new ScriptedExtension()
        .tool("echo", arguments -> arguments.text("message").orElse(""))
        .tool("fail", (_, _) -> ToolResult.error("it failed"))
        .tool(
            "error",
            (_, _) -> {
              throw new ExtensionException(-32000, "it broke", null);
            })
        .tool("slow", (_, progress) -> slow(progress))
        .tool("progress", (_, progress) -> inTwoSteps(progress))
        .tool("elicit", (_, progress) -> ask(progress))
        .prompt("greet", arguments -> "Hello " + arguments.getOrDefault("name", ""))
        .resource("mock://text", "text/plain", "some text");
  }

  private static ToolResult slow(ToolProgress progress) throws InterruptedException {
    step(progress, 1);
    TimeUnit.MINUTES.sleep(1);
    return ToolResult.text("done");
  }

  private static ToolResult inTwoSteps(ToolProgress progress) {
    step(progress, 1);
    step(progress, 2);
    return ToolResult.text("progressed");
  }

  private static void step(ToolProgress progress, long step) {
    progress.notification("notifications/progress", JsonObject.of("progress", Json.of(step)));
  }

  private static ToolResult ask(ToolProgress progress) throws InterruptedException {
    return ToolResult.text(progress.elicit("Your name?", JsonObject.EMPTY).action());
  }
}

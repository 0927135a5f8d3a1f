package dev.gander.application.engine.tool;

import dev.gander.application.agent.Agent;
import dev.gander.application.engine.dialogue.Dialogue;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolCall;
import java.util.concurrent.CountDownLatch;

/// Tools that the client runs: modes and permissions do not apply to them.
final class FrontendTools {
  private FrontendTools() {}

  static boolean owns(Agent agent, Content.ToolRequest request) {
    return request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)
        && agent.extensions().configs().stream()
            .filter(ExtensionConfig.Frontend.class::isInstance)
            .flatMap(config -> ((ExtensionConfig.Frontend) config).tools().stream())
            .anyMatch(tool -> tool.name().equals(call.name()));
  }

  /// Tells the client to run a tool, and waits. No version of goosed has a route for the result, so
  /// only a cancellation ends this.
  static void await(Dialogue dialogue, Content.ToolRequest request) throws InterruptedException {
    Content.FrontendToolRequest wanted =
        new Content.FrontendToolRequest(request.id(), request.call(), JsonObject.EMPTY);
    dialogue.output().show(Message.assistant(null, dialogue.now(), wanted));
    new CountDownLatch(1).await();
  }
}

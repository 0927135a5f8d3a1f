package dev.gander.adapters.llm.signin.copilot;

import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.ToolContent;
import dev.gander.domain.tool.ToolResult;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The headers of a request to Copilot. It bills the user's requests, not the agent's follow-ups.
final class CopilotHeaders {
  /// The service admits only editors.
  static final Map<String, String> EDITOR =
      Map.of(
          "user-agent", "GithubCopilot/1.155.0",
          "editor-version", "vscode/1.85.1",
          "editor-plugin-version", "copilot/1.155.0");

  private CopilotHeaders() {}

  static Map<String, String> of(ProviderRequest request) {
    Map<String, String> headers = new HashMap<>();
    headers.put("accept", "application/json");
    headers.put("X-Initiator", isAgents(request) ? "agent" : "user");
    if (request.messages().stream().anyMatch(CopilotHeaders::hasPicture)) {
      headers.put("Copilot-Vision-Request", "true");
    }
    return headers;
  }

  private static boolean isAgents(ProviderRequest request) {
    List<Message> messages = request.messages();
    return request.isAside()
        || (!messages.isEmpty()
            && messages.getLast().content().stream()
                .anyMatch(Content.ToolResponse.class::isInstance));
  }

  private static boolean hasPicture(Message message) {
    return message.content().stream()
        .anyMatch(
            block ->
                switch (block) {
                  case Content.Image _ -> true;
                  case Content.ToolResponse response ->
                      response.result() instanceof Outcome.Success<ToolResult>(ToolResult result)
                          && result.content().stream()
                              .anyMatch(ToolContent.Image.class::isInstance);
                  default -> false;
                });
  }
}

package dev.gander.application.app;

import dev.gander.application.engine.prompt.RenderedPrompts;
import dev.gander.application.extension.AgentExtensionHost;
import dev.gander.application.extension.PlatformTool;
import dev.gander.application.model.Sampling;
import dev.gander.domain.app.AppName;
import dev.gander.domain.app.AppWindow;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.Unavailable;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.prompt.PromptName;
import dev.gander.domain.tool.Outcome;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Has the session's model write apps. It is offered one tool that does nothing but carry the
/// answer.
record AppWriter(AgentExtensionHost host, RenderedPrompts prompts) {
  private static final String SYSTEM =
      "You write small apps: one complete HTML document each, with inline style and script, that"
          + " loads nothing from the network. Call the tool that you are given exactly once.";
  private static final Tool CREATE =
      carrier(
          "create_app_content", "Hands over the new app.", List.of("name", "description", "html"));
  private static final Tool UPDATE =
      carrier(
          "update_app_content",
          "Hands over the changed app.",
          List.of("description", "html", "prd"));

  private static Tool carrier(String name, String description, List<String> texts) {
    JsonObject.Builder properties = JsonObject.builder();
    texts.forEach(text -> properties.put(text, PlatformTool.TEXT));
    JsonObject size = JsonObject.of("type", Json.of("integer")).with("minimum", Json.of(1));
    properties.put("width", size).put("height", size);
    properties.put("resizable", JsonObject.of("type", Json.of("boolean")));
    return new Tool(
        name, description, PlatformTool.schema(name, properties.build(), texts), JsonObject.EMPTY);
  }

  /// @throws Unavailable if the model does not deliver an app
  /// @throws dev.gander.domain.error.GanderException if there is no model, it fails, or the app
  ///   cannot have the name that it chose
  McpApp create(String prd) throws InterruptedException {
    JsonObject written = ask(PromptName.APPS_CREATE, "The app that I want:\n\n" + prd, CREATE);
    AppName name = new AppName(text(written, CREATE, "name").strip());
    return McpApp.own(
        name.text(),
        text(written, CREATE, "description"),
        text(written, CREATE, "html"),
        AppWindow.partly(written).orElse(AppWindow.USUAL),
        prd);
  }

  /// Throws like [#create].
  McpApp change(McpApp app, String feedback) throws InterruptedException {
    JsonObject written = ask(PromptName.APPS_ITERATE, question(app, feedback), UPDATE);
    return McpApp.own(
        app.name(),
        text(written, UPDATE, "description"),
        text(written, UPDATE, "html"),
        AppWindow.partly(written).orElse(app.window()),
        written.text("prd").orElse(app.prd()));
  }

  private static String question(McpApp app, String feedback) {
    List<String> parts = new ArrayList<>();
    parts.add("The app " + app.name() + ": " + Objects.requireNonNullElse(app.description(), ""));
    if (app.prd() != null) {
      parts.add("What it was asked to be:\n" + app.prd());
    }
    parts.add("What I want to be different:\n" + feedback);
    parts.add("Its present document:\n" + app.text());
    return String.join("\n\n", parts);
  }

  private JsonObject ask(PromptName prompt, String question, Tool tool)
      throws InterruptedException {
    String system = prompts.render(prompt, JsonObject.EMPTY, SYSTEM);
    Sampling.Said said = host.ask(system, question, List.of(tool));
    if (said.atLimit()) {
      throw new Unavailable("The answer of the LLM reached its token limit before its end");
    }
    for (Content.ToolRequest request : said.message().toolRequests()) {
      if (request.call() instanceof Outcome.Failure<ToolCall>(String error)) {
        throw new Unavailable("The LLM called its tool in a way that cannot be read: " + error);
      }
      if (request.call() instanceof Outcome.Success<ToolCall>(ToolCall call)
          && call.name().equals(tool.name())) {
        return Objects.requireNonNullElse(call.arguments(), JsonObject.EMPTY);
      }
    }
    throw new Unavailable("LLM did not call the required tool: " + tool.name());
  }

  private static String text(JsonObject written, Tool tool, String name) {
    return written
        .text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new Unavailable("LLM called " + tool.name() + " without " + name));
  }
}

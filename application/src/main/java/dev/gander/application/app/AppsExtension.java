package dev.gander.application.app;

import dev.gander.application.extension.PlatformTool;
import dev.gander.domain.app.AppName;
import dev.gander.domain.app.AppWindow;
import dev.gander.domain.app.McpApp;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.GanderException;
import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.Resource;
import dev.gander.domain.extension.ResourceContent;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lets a model list, make, change and delete apps, and offers each app as the resource
/// `ui://apps/NAME`. Clients learn of changes by an event that the result carries.
record AppsExtension(AppLibrary library, AppWriter writer) implements Extension {
  static final String KEY = McpApp.OWNER;

  private static final Tool LIST =
      PlatformTool.reading(
          "list_apps",
          "List apps",
          "Lists the apps that were made here, each with its name and what it does.",
          PlatformTool.schema("ListAppsParams", JsonObject.EMPTY, List.of()));
  private static final Tool CREATE =
      PlatformTool.changing(
          "create_app",
          "Create app",
          "Makes a new app from a description in words: what it is for, what is to be seen, how it"
              + " behaves. Its name is chosen by whoever writes it.",
          schema("CreateAppParams", "prd"),
          false);
  private static final Tool ITERATE =
      PlatformTool.changing(
          "iterate_app",
          "Change app",
          "Changes an app: say what is wrong with it, or what it should do differently.",
          schema("IterateAppParams", "name", "feedback"),
          false);
  private static final Tool DELETE =
      PlatformTool.changing(
          "delete_app",
          "Delete app",
          "Deletes an app for good.",
          schema("DeleteAppParams", "name"),
          true);

  private static JsonObject schema(String title, String... texts) {
    JsonObject.Builder properties = JsonObject.builder();
    for (String text : texts) {
      properties.put(text, PlatformTool.TEXT);
    }
    return PlatformTool.schema(title, properties.build(), List.of(texts));
  }

  @Override
  public List<Tool> tools() {
    return List.of(LIST, CREATE, ITERATE, DELETE);
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    JsonObject arguments = invocation.arguments();
    try {
      return switch (invocation.tool()) {
        case "list_apps" -> ToolResult.text(overview());
        case "create_app" -> create(text(arguments, "prd"));
        case "iterate_app" -> change(text(arguments, "name"), text(arguments, "feedback"));
        case "delete_app" -> delete(new AppName(text(arguments, "name")));
        case String other -> throw ExtensionException.notFound("Tool '" + other + "' not found");
      };
    } catch (ExtensionException e) {
      throw e;
    } catch (GanderException e) {
      return PlatformTool.failure(e.text());
    }
  }

  private String overview() {
    List<McpApp> apps = library.all();
    return apps.isEmpty()
        ? "There are no apps yet."
        : apps.stream()
            .map(app -> "- " + app.name() + described(app))
            .collect(Collectors.joining("\n"));
  }

  private static String described(McpApp app) {
    String description = Objects.requireNonNullElse(app.description(), "");
    AppWindow window = app.window();
    return (description.isEmpty() ? "" : ": " + description)
        + (window == null ? "" : " (" + window.width() + "x" + window.height() + ")");
  }

  private ToolResult create(String prd) throws InterruptedException {
    McpApp app = writer.create(prd);
    library.create(app);
    return changed("Created", "app_created", app.name());
  }

  private ToolResult change(String name, String feedback) throws InterruptedException {
    library.replace(writer.change(library.get(new AppName(name)), feedback));
    return changed("Changed", "app_updated", name);
  }

  private ToolResult delete(AppName name) {
    library.delete(name);
    return changed("Deleted", "app_deleted", name.text());
  }

  private static ToolResult changed(String done, String event, String name) {
    JsonObject params =
        JsonObject.builder()
            .put("app_name", name)
            .put("extension", KEY)
            .put("event_type", event)
            .build();
    JsonObject notification =
        JsonObject.builder().put("method", "platform_event").put("params", params).build();
    return ToolResult.text(done + " the app '" + name + "'.")
        .withMeta(JsonObject.of("platform_notification", notification));
  }

  private static String text(JsonObject arguments, String name) {
    return arguments
        .text(name)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> new InvalidInput("Missing required parameter: " + name));
  }

  @Override
  public String instructions() {
    return """
        You can make small apps that run in windows of their own beside the chat: a timer, a chart, \
        a form, a game. Make one when the user asks for it or is clearly better served by something \
        to click than by a text; describe what you want in full, since whoever writes it sees only \
        that. Change an app rather than make a second one like it.
        """;
  }

  @Override
  public boolean hasResources() {
    return true;
  }

  @Override
  public List<Resource> listResources() {
    try {
      return library.all().stream().map(AppsExtension::resource).toList();
    } catch (GanderException e) {
      throw new ExtensionException(e.text(), e);
    }
  }

  private static Resource resource(McpApp app) {
    JsonObject meta = app.window() == null ? null : JsonObject.of("window", app.window().toJson());
    return new Resource(app.uri(), app.name(), app.description(), meta);
  }

  @Override
  public List<ResourceContent> readResource(String uri) {
    try {
      McpApp app =
          Optional.ofNullable(McpApp.ownName(uri))
              .flatMap(AppName::parse)
              .flatMap(library::find)
              .orElseThrow(() -> ExtensionException.notFound("Resource '" + uri + "' not found"));
      String text = Objects.requireNonNullElse(app.text(), "");
      return List.of(new ResourceContent.Text(uri, "text", text, null));
    } catch (ExtensionException e) {
      throw e;
    } catch (GanderException e) {
      throw new ExtensionException(e.text(), e);
    }
  }

  @Override
  public void close() {}
}

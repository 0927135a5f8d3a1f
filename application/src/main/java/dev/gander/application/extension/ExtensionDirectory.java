package dev.gander.application.extension;

import dev.gander.application.settings.TypedSettings;
import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.error.StorageException;
import dev.gander.domain.extension.ConfiguredExtensions;
import dev.gander.domain.extension.Extension;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.ExtensionKey;
import dev.gander.domain.extension.ToolInvocation;
import dev.gander.domain.extension.ToolProgress;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.SessionNotFound;
import dev.gander.domain.session.SessionStore;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The extension manager: lets the model find configured extensions, enable and disable them for
/// this session, and read extensions' resources.
record ExtensionDirectory(TypedSettings settings, SessionStore sessions, AgentExtensionHost host)
    implements Extension {
  static final String KEY = "extensionmanager";
  private static final String SEARCH = "search_available_extensions";
  private static final String MANAGE = "manage_extensions";
  private static final String LIST = "list_resources";
  private static final String READ = "read_resource";

  @Override
  public List<Tool> tools() {
    List<Tool> tools = new ArrayList<>(List.of(searchTool(), manageTool()));
    if (host.extensions().haveResources()) {
      tools.add(listTool());
      tools.add(readTool());
    }
    return tools;
  }

  @Override
  public ToolResult call(ToolInvocation invocation, ToolProgress progress)
      throws InterruptedException {
    try {
      return run(invocation.tool(), invocation.arguments());
    } catch (StorageException e) {
      throw new ExtensionException(e.text(), e);
    }
  }

  private ToolResult run(String tool, JsonObject arguments) throws InterruptedException {
    return switch (tool) {
      case SEARCH -> ToolResult.text(overview());
      case MANAGE -> manage(arguments);
      case LIST -> new ExtensionResources(host.extensions()).list(arguments);
      case READ -> new ExtensionResources(host.extensions()).read(arguments);
      case String other -> throw ExtensionException.notFound("Tool '" + other + "' not found");
    };
  }

  @Override
  public String instructions() {
    return """
        When the tools at hand are not enough for a task, look for an extension that helps and \
        enable it; its tools are there from the next step on. Disable what only gets in the way.
        """;
  }

  @Override
  public void close() {}

  private String overview() {
    String off =
        configured().listed().stream()
            .map(ConfiguredExtensions.Entry::config)
            .filter(config -> !host.extensions().isLoaded(config.key()))
            .map(config -> "- " + config.name() + " - " + description(config))
            .collect(Collectors.joining("\n"));
    String on =
        host.extensions().configs().stream()
            .map(config -> config.key().value())
            .collect(Collectors.joining(", "));
    return (off.isEmpty() ? "No extension can be enabled." : "Can be enabled:\n" + off)
        + "\n\nEnabled now: "
        + on;
  }

  private static String description(ExtensionConfig config) {
    if (!config.description().isBlank() || !(config instanceof ExtensionConfig.Builtin builtin)) {
      return config.description();
    }
    return Objects.requireNonNullElse(builtin.displayName(), "a bundled extension");
  }

  private ToolResult manage(JsonObject arguments) throws InterruptedException {
    String name = arguments.text("extension_name").orElse("");
    return switch (arguments.text("action").orElse("")) {
      case "enable" -> enable(name);
      case "disable" -> disable(name);
      case String _ -> PlatformTool.failure("action must be enable or disable");
    };
  }

  private ToolResult enable(String name) throws InterruptedException {
    var entry = configured().named(name);
    if (entry.isEmpty()) {
      return failed(
          "Extension '" + name + "' not found. Please check the extension name and try again.");
    }
    try {
      host.extensions().add(entry.get().config());
    } catch (ExtensionException e) {
      return failed(e.text());
    }
    save();
    return ToolResult.text("The extension '" + name + "' has been installed successfully");
  }

  private ToolResult disable(String name) throws InterruptedException {
    host.extensions().remove(ExtensionKey.of(name));
    save();
    return ToolResult.text("The extension '" + name + "' has been disabled successfully");
  }

  private void save() {
    try {
      new ExtensionState(sessions).save(host.sessionId(), host.extensions());
    } catch (SessionNotFound e) {
      throw new ExtensionException("Failed to persist extension state: " + e.text(), e);
    }
  }

  private ConfiguredExtensions configured() {
    return ConfiguredExtensions.in(settings.settings());
  }

  private static ToolResult failed(String reason) {
    return PlatformTool.failure("Extension operation failed: " + reason);
  }

  private static Tool searchTool() {
    return PlatformTool.reading(
        SEARCH,
        "Discover extensions",
        "Lists the extensions that could be enabled, and those that are.",
        JsonObject.builder()
            .put("type", "object")
            .put("required", JsonArray.EMPTY)
            .put("properties", JsonObject.EMPTY)
            .build());
  }

  private static Tool manageTool() {
    JsonObject action =
        PlatformTool.TEXT.with("enum", JsonArray.ofTexts(List.of("enable", "disable")));
    JsonObject properties =
        JsonObject.builder()
            .put("action", JsonObject.of("$ref", Json.of("#/$defs/ManageExtensionAction")))
            .put("extension_name", PlatformTool.TEXT)
            .build();
    JsonObject schema =
        PlatformTool.schema(
                "ManageExtensionsParams", properties, List.of("action", "extension_name"))
            .with("$defs", JsonObject.of("ManageExtensionAction", action));
    return PlatformTool.changing(
        MANAGE,
        "Enable or disable an extension",
        "Enables or disables an extension for this session, by its exact name.",
        schema,
        false);
  }

  private static Tool listTool() {
    JsonObject name = JsonObject.of("type", JsonArray.ofTexts(List.of("string", "null")));
    return PlatformTool.reading(
        LIST,
        "List resources",
        "Lists the resources of the enabled extensions, or of one of them.",
        PlatformTool.schema("ListResourcesParams", JsonObject.of("extension_name", name), List.of())
            .without(Set.of("required")));
  }

  private static Tool readTool() {
    JsonObject properties =
        JsonObject.builder()
            .put("uri", PlatformTool.TEXT)
            .put("extension_name", PlatformTool.TEXT)
            .build();
    return PlatformTool.reading(
        READ,
        "Read a resource",
        "Reads a resource of an extension by its URI.",
        PlatformTool.schema("ReadResourceParams", properties, List.of("uri", "extension_name")));
  }
}

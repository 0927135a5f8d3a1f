package dev.gander.adapters.persistence.imports;

import dev.gander.domain.error.InvalidInput;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.extension.RefusedVariables;
import dev.gander.domain.imports.ForeignSettings;
import dev.gander.domain.json.JsonFields;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The tools of Claude Desktop: its file names MCP servers.
public final class ClaudeDesktopSettings implements ForeignSettings {
  private static final String KIND = "claude_desktop";
  private static final String NAME = "Claude Desktop tools";
  private static final String FILE = "Claude/claude_desktop_config.json";
  private static final String DESCRIPTION = "Taken over from Claude Desktop";
  private static final long MOST_BYTES = 1 << 20;
  private static final long TIMEOUT = 300;

  private final Path file;

  /// @param variables the environment
  /// @param osName the system property `os.name`
  public ClaudeDesktopSettings(Path home, Map<String, String> variables, String osName) {
    this.file = folder(home, variables, osName).resolve(FILE);
  }

  private static Path folder(Path home, Map<String, String> variables, String osName) {
    if (osName.startsWith("Mac")) {
      return home.resolve("Library/Application Support");
    }
    return osName.startsWith("Windows")
        ? Path.of(variables.getOrDefault("APPDATA", home.resolve("AppData/Roaming").toString()))
        : home.resolve(".config");
  }

  @Override
  public List<FoundSettings> find() {
    if (!Files.isRegularFile(file)) {
      return List.of();
    }
    List<ExtensionConfig> extensions = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    try {
      servers()
          .members()
          .forEach(
              (name, server) -> {
                try {
                  extensions.add(extension(name, JsonFields.of(server)));
                } catch (InvalidInput _) {
                  warnings.add("'" + name + "' is not a server that can be taken over");
                }
              });
    } catch (IOException | InvalidInput _) {
      warnings.add("The file cannot be read");
    }
    return List.of(new FoundSettings(KIND, NAME, file, extensions, warnings));
  }

  private JsonObject servers() throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is too large");
    }
    JsonFields fields = JsonFields.of(JsonText.parse(Files.readAllBytes(file)));
    return fields.orElse("mcpServers", JsonFields::asObject, JsonObject.EMPTY);
  }

  private static ExtensionConfig extension(String name, JsonFields server) {
    return server.object().has("command") ? program(name, server) : web(name, server);
  }

  private static ExtensionConfig program(String name, JsonFields server) {
    Map<String, String> variables = server.orElse("env", JsonFields::asTextMap, Map.of());
    return new ExtensionConfig.Stdio(
        name,
        DESCRIPTION,
        server.text("command"),
        server.orElse("args", JsonFields.listOf(JsonFields::asText), List.of()),
        RefusedVariables.removedFrom(variables),
        List.of(),
        TIMEOUT,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }

  private static ExtensionConfig web(String name, JsonFields server) {
    return new ExtensionConfig.StreamableHttp(
        name,
        DESCRIPTION,
        server.text("url"),
        Map.of(),
        List.of(),
        server.orElse("headers", JsonFields::asTextMap, Map.of()),
        TIMEOUT,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }
}

package dev.gander.domain.extension;

import dev.gander.domain.json.JsonObject;
import dev.gander.domain.tool.Tool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How to start an extension. `timeout` is in seconds. `availableTools` restricts the usable tools;
/// empty means all. `other` keeps members of newer versions. JSON form: [ExtensionConfigJson].
public sealed interface ExtensionConfig {
  String name();

  String description();

  /// Tool names as the extension itself uses them; empty for all tools.
  List<String> availableTools();

  JsonObject other();

  default ExtensionKey key() {
    return ExtensionKey.of(name());
  }

  default boolean allows(String tool) {
    return availableTools().isEmpty() || availableTools().contains(tool);
  }

  /// Whether it is part of this program, so that nobody else writes what its tools say.
  default boolean isOurs() {
    return switch (this) {
      case Builtin _, Platform _ -> true;
      case Stdio _, StreamableHttp _, Frontend _, InlinePython _, Sse _ -> false;
    };
  }

  /// A child process that speaks MCP on its standard streams. `envKeys` name secrets that are added
  /// to its environment.
  record Stdio(
      String name,
      String description,
      String cmd,
      List<String> args,
      Map<String, String> envs,
      List<String> envKeys,
      @Nullable Long timeout,
      @Nullable String cwd,
      @Nullable Boolean bundled,
      List<String> availableTools,
      JsonObject other)
      implements ExtensionConfig {

    /// With these secrets beside those that it has, and no variables.
    public Stdio withSecrets(Collection<String> names) {
      List<String> keys = new ArrayList<>(envKeys);
      names.stream().filter(name -> !envKeys.contains(name)).forEach(keys::add);
      return new Stdio(
          name,
          description,
          cmd,
          args,
          Map.of(),
          List.copyOf(keys),
          timeout,
          cwd,
          bundled,
          availableTools,
          other);
    }
  }

  /// A remote MCP server. `socket` is a Unix socket used instead of a TCP connection.
  record StreamableHttp(
      String name,
      String description,
      String uri,
      Map<String, String> envs,
      List<String> envKeys,
      Map<String, String> headers,
      @Nullable Long timeout,
      @Nullable String socket,
      @Nullable Boolean bundled,
      List<String> availableTools,
      JsonObject other)
      implements ExtensionConfig {}

  /// A server that ships with the program.
  record Builtin(
      String name,
      String description,
      @Nullable String displayName,
      @Nullable Long timeout,
      @Nullable Boolean bundled,
      List<String> availableTools,
      JsonObject other)
      implements ExtensionConfig {}

  /// Tools that live inside the agent.
  record Platform(
      String name,
      String description,
      @Nullable String displayName,
      @Nullable Boolean bundled,
      List<String> availableTools,
      JsonObject other)
      implements ExtensionConfig {}

  /// Tools that the client executes.
  record Frontend(
      String name,
      String description,
      List<Tool> tools,
      @Nullable String instructions,
      @Nullable Boolean bundled,
      List<String> availableTools,
      JsonObject other)
      implements ExtensionConfig {}

  /// A Python program given as text, started with `uvx`.
  record InlinePython(
      String name,
      String description,
      String code,
      @Nullable Long timeout,
      @Nullable List<String> dependencies,
      List<String> availableTools,
      JsonObject other)
      implements ExtensionConfig {}

  /// The legacy transport; read and kept, never started.
  record Sse(
      String name,
      String description,
      @Nullable String uri,
      List<String> availableTools,
      JsonObject other)
      implements ExtensionConfig {}
}

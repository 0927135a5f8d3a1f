package dev.gander.domain.provider;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An MCP server that a provider may connect to itself. It contains secrets and is never shown.
public sealed interface McpServer {
  /// Unique among the servers.
  String name();

  /// Values that may be secrets.
  Collection<String> secrets();

  /// A program that is used over its standard streams. `folder` is its working folder; null for the
  /// provider's own.
  record Stdio(
      String name,
      String command,
      List<String> arguments,
      Map<String, String> environment,
      @Nullable Path folder)
      implements McpServer {
    /// A server that runs in the provider's working folder.
    public Stdio(
        String name, String command, List<String> arguments, Map<String, String> environment) {
      this(name, command, arguments, environment, null);
    }

    public Stdio {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    @Override
    public Collection<String> secrets() {
      return environment.values();
    }

    @Override
    public String toString() {
      return "Stdio[" + name + "]";
    }
  }

  /// A server at a URL, used over HTTP.
  record Http(String name, String url, Map<String, String> headers) implements McpServer {
    public Http {
      headers = Map.copyOf(headers);
    }

    @Override
    public Collection<String> secrets() {
      return headers.values();
    }

    @Override
    public String toString() {
      return "Http[" + name + "]";
    }
  }
}

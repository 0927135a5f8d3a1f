package dev.gander.domain.provider;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A server of the Model Context Protocol that a provider may connect itself. It holds secrets and
/// is never shown.
public sealed interface McpServer {
  /// Unlike the names of all others.
  String name();

  /// Values that may be secrets.
  Collection<String> secrets();

  /// A program that is spoken to over its standard streams. `folder` is where it is started; null
  /// for where the provider works.
  record Stdio(
      String name,
      String command,
      List<String> arguments,
      Map<String, String> environment,
      @Nullable Path folder)
      implements McpServer {
    /// One that is started where the provider works.
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

  /// A server at an address, spoken to over HTTP.
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

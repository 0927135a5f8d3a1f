package dev.gander.domain.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A started extension. Thread-safe. An interrupted call is cancelled on the other side before
/// [InterruptedException] is thrown. Every call throws [ExtensionException] when the extension
/// answers with an error, does not answer in time, or is gone.
public interface Extension extends AutoCloseable {
  /// The tools under the extension's own names, all pages, in its order. Queries the extension on
  /// every call.
  List<Tool> tools() throws InterruptedException;

  /// Runs a tool. A tool that ran and failed is a result with `isError`; an unknown tool throws
  /// `ExtensionException`.
  ToolResult call(ToolInvocation invocation, ToolProgress progress) throws InterruptedException;

  /// The extension's contribution to the system prompt; null if none.
  @Nullable String instructions();

  /// Whether [#listResources] and [#readResource] are supported.
  default boolean hasResources() {
    return false;
  }

  /// The resources, in the extension's order; empty without [#hasResources()].
  default List<Resource> listResources() throws InterruptedException {
    return List.of();
  }

  /// The contents of a resource, possibly none.
  ///
  /// @throws ExtensionException with `NOT_FOUND` for an unknown URI
  default List<ResourceContent> readResource(String uri) throws InterruptedException {
    throw ExtensionException.notFound("Resource '" + uri + "' not found");
  }

  /// The prompts, in the extension's order.
  default List<Prompt> listPrompts() throws InterruptedException {
    return List.of();
  }

  /// The messages of a prompt, possibly none.
  ///
  /// @param arguments values by the names in [Prompt#arguments]
  /// @throws ExtensionException for an unknown prompt, or arguments that it does not accept
  default List<PromptMessage> getPrompt(String name, Map<String, String> arguments)
      throws InterruptedException {
    throw ExtensionException.invalidParams("Prompt '" + name + "' not found");
  }

  /// One or more lines for the context that the model sees in each turn; null if there are none.
  default @Nullable String turnContext() {
    return null;
  }

  /// The version that the other side gives itself; null if it gives none.
  default @Nullable String version() {
    return null;
  }

  /// The end of what the other side has written to its error output, also after its death; empty if
  /// it has none.
  default String errorOutput() throws InterruptedException {
    return "";
  }

  /// The session has moved: the other side is told that its root is another one. Does not wait for
  /// it, and does nothing if it is gone.
  default void rootChanged() {}

  /// False once the other side has died; the next use reconnects.
  default boolean isAlive() {
    return true;
  }

  /// Whether tools appear under their plain names instead of `key__tool`.
  default boolean isUnprefixed() {
    return false;
  }

  /// Stops the extension and its child processes. Calls in progress fail. Thread-safe and
  /// idempotent; returns when everything is gone, after a few seconds at most.
  @Override
  void close();
}

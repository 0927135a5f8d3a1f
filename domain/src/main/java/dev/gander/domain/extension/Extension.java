package dev.gander.domain.extension;

import dev.gander.domain.error.ExtensionException;
import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolResult;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A started extension. Any number of threads may use it at once. An interrupted call is cancelled
/// on the other side too before [InterruptedException] is thrown. Every call throws
/// [ExtensionException] when the extension answers with an error, does not answer in its time, or
/// is gone.
public interface Extension extends AutoCloseable {
  /// The tools under the extension's own names, all pages, in its order. Asks the extension each
  /// time.
  List<Tool> tools() throws InterruptedException;

  /// Runs a tool. A tool that ran and failed is a result with `isError`; an unknown tool is an
  /// `ExtensionException`.
  ToolResult call(ToolInvocation invocation, ToolProgress progress) throws InterruptedException;

  /// What the extension wants to be said in the system prompt; null if nothing.
  @Nullable String instructions();

  /// Whether [#listResources] and [#readResource] may be used.
  default boolean hasResources() {
    return false;
  }

  /// The resources, in the extension's order; none without [#hasResources()].
  default List<Resource> listResources() throws InterruptedException {
    return List.of();
  }

  /// The contents of a resource; there may be none.
  ///
  /// @throws ExtensionException with `NOT_FOUND` for an unknown URI
  default List<ResourceContent> readResource(String uri) throws InterruptedException {
    throw ExtensionException.notFound("Resource '" + uri + "' not found");
  }

  /// The prompts, in the extension's order.
  default List<Prompt> listPrompts() throws InterruptedException {
    return List.of();
  }

  /// The messages of a prompt; there may be none.
  ///
  /// @param arguments values by the names in [Prompt#arguments]
  /// @throws ExtensionException for an unknown prompt and for arguments that it does not take
  default List<PromptMessage> getPrompt(String name, Map<String, String> arguments)
      throws InterruptedException {
    throw ExtensionException.invalidParams("Prompt '" + name + "' not found");
  }

  /// A line or more for the context that each turn shows to the model; null if there is none.
  default @Nullable String turnContext() {
    return null;
  }

  /// False once the other side has died: the next use connects again.
  default boolean isAlive() {
    return true;
  }

  /// Whether tools appear under their bare names instead of `key__tool`.
  default boolean isUnprefixed() {
    return false;
  }

  /// Stops it, with its child processes. Calls that are under way fail. Any thread, any number of
  /// times; returns when everything is gone, after a few seconds at most.
  @Override
  void close();
}

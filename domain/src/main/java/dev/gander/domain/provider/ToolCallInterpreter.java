package dev.gander.domain.provider;

import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads tool calls out of prose, with the help of a model of its own: for models that announce in
/// words what they want to do. Any thread.
public interface ToolCallInterpreter {
  /// The interpreting model that the user's settings choose; null for the usual one.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the settings ask for an interpreter that there
  ///   is not, or make no sense; the message names the setting
  default @Nullable String chosenModel() {
    return null;
  }

  /// The calls that the text asks for, in order; empty if it asks for none. Names are as the
  /// interpreter says them, maybe of no tool at all.
  ///
  /// @param said what a model answered
  /// @param tools what it may call
  /// @param model the interpreting model; null for the usual one
  /// @throws dev.gander.domain.error.ProviderException if the interpreter cannot be reached, or
  ///   answers something else than calls; then none of them can be relied on
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  List<ToolCall> calls(String said, List<Tool> tools, @Nullable String model)
      throws InterruptedException;
}

package dev.gander.domain.provider;

import dev.gander.domain.tool.Tool;
import dev.gander.domain.tool.ToolCall;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Extracts tool calls from prose with the help of a second model, for models that only announce in
/// words what they want to do. Thread-safe.
public interface ToolCallInterpreter {
  /// The interpreting model chosen in the user's settings; null for the default.
  ///
  /// @throws dev.gander.domain.error.InvalidInput if the settings name an interpreter that does not
  ///   exist, or are invalid; the message names the setting
  default @Nullable String chosenModel() {
    return null;
  }

  /// The calls that the text asks for, in order; empty if there are none. Names are the
  /// interpreter's and may match no tool.
  ///
  /// @param said the model's answer
  /// @param tools available to the model
  /// @param model the interpreting model; null for the default
  /// @throws dev.gander.domain.error.ProviderException if the interpreter cannot be reached, or
  ///   returns something other than calls; then none of them can be trusted
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  List<ToolCall> calls(String said, List<Tool> tools, @Nullable String model)
      throws InterruptedException;
}

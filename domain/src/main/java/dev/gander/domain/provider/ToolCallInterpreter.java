package dev.gander.domain.provider;

import dev.gander.domain.model.ProviderUsage;
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

  /// The provider of the interpreting model, as [Provider#name] has it: usage is recorded for it.
  String provider();

  /// The interpreting model if the user has chosen none.
  String usualModel();

  /// Lets the interpreting model look for calls.
  ///
  /// @param said the model's answer
  /// @param tools available to the model
  /// @param model the interpreting model
  /// @throws dev.gander.domain.error.ProviderException if the interpreter cannot be reached, or
  ///   refuses
  /// @throws InterruptedException if the thread was interrupted; nothing is left open
  Reply ask(String said, List<Tool> tools, String model) throws InterruptedException;

  /// What the interpreting model has replied.
  interface Reply {
    /// The tokens that the reply took, whether or not it can be used.
    ProviderUsage usage();

    /// The calls that the text asks for, in order; empty if there are none. Names are the
    /// interpreter's and may match no tool.
    ///
    /// @throws dev.gander.domain.error.ProviderException if the reply is something other than a
    ///   list of calls; then none of them can be trusted
    List<ToolCall> calls();
  }
}

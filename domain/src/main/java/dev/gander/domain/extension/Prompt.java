package dev.gander.domain.extension;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A prompt that an extension offers to users.
///
/// @param arguments the names of the values that the user may fill in
public record Prompt(String name, @Nullable String description, List<String> arguments) {
  public Prompt {
    arguments = List.copyOf(arguments);
  }
}

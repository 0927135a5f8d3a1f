package dev.gander.domain.extension;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Something that an extension has prepared for users to say.
///
/// @param arguments the names of what the user may fill in
public record Prompt(String name, @Nullable String description, List<String> arguments) {
  public Prompt {
    arguments = List.copyOf(arguments);
  }
}

package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.domain.localmodel.EngineFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The user's `llama-server`.
///
/// @param build what it says of its version
/// @param environment it may need the user's, for drivers of graphics cards
record LlamaServer(Path file, String build, Map<String, String> environment) implements TextEngine {

  @Override
  public EngineFacts facts() {
    return new EngineFacts("llama-server", build, List.of());
  }

  /// It says itself which architectures it knows.
  @Override
  public Optional<String> refusal(GgufHeader header) {
    return Optional.empty();
  }

  @Override
  public boolean callsToolsByTemplate() {
    return true;
  }

  @Override
  public boolean readsImages() {
    return true;
  }

  @Override
  public boolean leavesPrompts() {
    return true;
  }

  /// Drivers of graphics cards reserve as much as the card has.
  @Override
  public boolean isLimited() {
    return false;
  }

  @Override
  public Command command(Path folder) {
    return new Command(file, List.of(), environment);
  }
}

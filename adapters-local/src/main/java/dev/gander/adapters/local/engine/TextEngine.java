package dev.gander.adapters.local.engine;

import dev.gander.adapters.local.gguf.GgufHeader;
import dev.gander.domain.localmodel.EngineFacts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program that runs a model. It reads its options from the variables of `llama-server`
/// (`LLAMA_ARG_…`): unlike arguments, those that a build does not know do no harm.
public sealed interface TextEngine permits BundledEngine, LlamaServer {
  EngineFacts facts();

  /// Why it cannot run a model with that header; empty if it may be able to.
  Optional<String> refusal(GgufHeader header);

  /// Whether it calls tools in the way of the model's template.
  boolean callsToolsByTemplate();

  /// Whether it understands images, with a model that does.
  boolean readsImages();

  /// Whether it stops working on a prompt when its client leaves. Otherwise only its end stops it.
  boolean leavesPrompts();

  /// Whether what it allocates may be limited.
  boolean isLimited();

  /// How it is started.
  ///
  /// @param folder its own
  Command command(Path folder);

  /// A command, and what its environment contains besides the options.
  record Command(Path program, List<String> arguments, Map<String, String> environment) {}
}

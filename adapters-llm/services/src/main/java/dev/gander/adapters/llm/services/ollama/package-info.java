/// The provider `ollama`: chat completions of a local Ollama, with its options, and the calls that
/// small models write as text.
@NullMarked
package dev.gander.adapters.llm.services.ollama;

import org.jspecify.annotations.NullMarked;

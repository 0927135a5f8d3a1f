/// The headers of model files in the format GGUF: read and checked before native code sees a file,
/// since a single wrong length makes it allocate all memory. Start with `GgufReader`. What belongs
/// here knows files only, nothing about engines.
@NullMarked
package dev.gander.adapters.local.gguf;

import org.jspecify.annotations.NullMarked;

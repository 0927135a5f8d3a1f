/// Cuts the body of an answer into chunks of JSON as it arrives: as server-sent events
/// ([SseReader]), or as JSON that spans several lines ([JoinedLines]). A dialect with a framing of
/// its own implements [ChunkSource]. Independent of models and providers.
@NullMarked
package dev.gander.provider.kit.stream;

import org.jspecify.annotations.NullMarked;

/// Cuts the body of an answer into chunks of JSON while it comes in: as server-sent events
/// ([SseReader]), or as JSON that is spread over lines ([JoinedLines]). A dialect with a framing of
/// its own implements [ChunkSource]. Knows neither models nor providers.
@NullMarked
package dev.gander.provider.kit.stream;

import org.jspecify.annotations.NullMarked;

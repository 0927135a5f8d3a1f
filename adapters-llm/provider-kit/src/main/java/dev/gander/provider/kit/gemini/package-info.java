/// Google's Gemini: the request of contents and parts with its thinking and the signatures of
/// thoughts, and the streamed answer. Start at [Gemini], which also serves services that wrap
/// Gemini's requests in an envelope.
@NullMarked
package dev.gander.provider.kit.gemini;

import org.jspecify.annotations.NullMarked;

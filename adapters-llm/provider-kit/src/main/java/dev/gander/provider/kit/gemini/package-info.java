/// Google's Gemini: the request of contents and parts with its thinking and the signatures of
/// thoughts, the streamed answer, and the provider `google`.
@NullMarked
package dev.gander.provider.kit.gemini;

import org.jspecify.annotations.NullMarked;

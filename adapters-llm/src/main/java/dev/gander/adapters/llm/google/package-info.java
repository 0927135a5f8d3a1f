/// Google's Gemini: the request of contents and parts with its thinking and the signatures of
/// thoughts, the streamed answer, and the provider `google`.
@NullMarked
package dev.gander.adapters.llm.google;

import org.jspecify.annotations.NullMarked;

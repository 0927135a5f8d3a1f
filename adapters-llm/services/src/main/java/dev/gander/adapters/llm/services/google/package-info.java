/// Google's Gemini API, called with a key.
@NullMarked
package dev.gander.adapters.llm.services.google;

import org.jspecify.annotations.NullMarked;

/// Services that write down speech, with a key each. Start with [SpeechServices].
@NullMarked
package dev.gander.adapters.llm.services.speech;

import org.jspecify.annotations.NullMarked;

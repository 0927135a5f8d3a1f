/// NanoGPT: chat completions, paid by use or by a subscription, which has an address of its own.
@NullMarked
package dev.gander.adapters.llm.services.nanogpt;

import org.jspecify.annotations.NullMarked;

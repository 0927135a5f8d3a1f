/// Speech instead of typed text.
@NullMarked
package dev.gander.adapters.acp.dictation;

import org.jspecify.annotations.NullMarked;

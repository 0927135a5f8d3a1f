/// Recordings as files that the engine can read.
@NullMarked
package dev.gander.adapters.speech.sound;

import org.jspecify.annotations.NullMarked;

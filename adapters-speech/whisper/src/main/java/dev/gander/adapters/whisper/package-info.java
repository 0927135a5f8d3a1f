/// The program: what it is asked ([WhisperProgram]), sound as numbers ([WavSound], [SoundPieces]),
/// and the library ([Whisper]), the only class that knows it.
@NullMarked
package dev.gander.adapters.whisper;

import org.jspecify.annotations.NullMarked;

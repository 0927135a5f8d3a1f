/// The transcripts of other agents that can be imported as sessions: one class per program, and
/// what they have in common. Start at [TranscriptFormat].
@NullMarked
package dev.gander.adapters.persistence.imports;

import org.jspecify.annotations.NullMarked;

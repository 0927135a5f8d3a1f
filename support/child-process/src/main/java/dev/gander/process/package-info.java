/// Child processes: where their programs are found, how they start, how their lines are read, and
/// how they and all that they started end. Knows nothing of what they say. Start with
/// [ChildProcess].
@NullMarked
package dev.gander.process;

import org.jspecify.annotations.NullMarked;

/// Child processes: how their programs are found, how they start, how their lines are read, and how
/// they end with all their descendants. Knows nothing about their protocols. Start with
/// [ChildProcess].
@NullMarked
package dev.gander.process;

import org.jspecify.annotations.NullMarked;

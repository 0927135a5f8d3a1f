/// What a command line and the program around it know of each other. A command is work with use
/// cases, or a [Chore] of the program that needs none. The command line is loaded where it is
/// wanted: whatever `goosed agent` runs does without it.
@NullMarked
package dev.gander.application.api.program;

import org.jspecify.annotations.NullMarked;

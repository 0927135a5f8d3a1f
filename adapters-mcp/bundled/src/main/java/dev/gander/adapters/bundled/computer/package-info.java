/// Pages from the web, scripts, and the files that both leave. Start with
/// [dev.gander.adapters.bundled.computer.ComputerController].
@NullMarked
package dev.gander.adapters.bundled.computer;

import org.jspecify.annotations.NullMarked;

/// `goosed run`: one run from the command line, at a server or in this process.
@NullMarked
package dev.gander.adapters.cli.run;

import org.jspecify.annotations.NullMarked;

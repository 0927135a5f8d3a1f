/// `goosed run`: one run from the command line, at a server or in this process.
@NullMarked
package dev.gander.bootstrap.runner;

import org.jspecify.annotations.NullMarked;

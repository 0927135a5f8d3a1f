/// `goosed console`.
@NullMarked
package dev.gander.adapters.cli.console;

import org.jspecify.annotations.NullMarked;

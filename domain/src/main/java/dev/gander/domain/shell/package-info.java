/// What a command line of a shell would run, found without running it.
@NullMarked
package dev.gander.domain.shell;

import org.jspecify.annotations.NullMarked;

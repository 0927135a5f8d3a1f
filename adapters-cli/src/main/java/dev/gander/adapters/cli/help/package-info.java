/// What is told about commands, all from the same model: pages of help, the man page, completions.
@NullMarked
package dev.gander.adapters.cli.help;

import org.jspecify.annotations.NullMarked;

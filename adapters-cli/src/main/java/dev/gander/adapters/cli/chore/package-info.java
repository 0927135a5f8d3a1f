/// Commands that the program carries out by itself.
@NullMarked
package dev.gander.adapters.cli.chore;

import org.jspecify.annotations.NullMarked;

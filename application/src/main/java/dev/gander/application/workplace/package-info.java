/// Tools that work at the client that prompts, on its files and in its terminal.
@NullMarked
package dev.gander.application.workplace;

import org.jspecify.annotations.NullMarked;

/// The engine as a program: `TextEngineProgram` loads a model, and answers chat completions until
/// its standard input ends.
@NullMarked
package dev.gander.adapters.engine;

import org.jspecify.annotations.NullMarked;
